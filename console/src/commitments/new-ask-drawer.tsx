import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { CampaignSelect } from '../campaigns/campaign-select';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { kinds, type CommitmentKind } from './words';

interface NewAskDrawerProps {
  chapterId: string;
  /** Who is asked, where that is given; chosen otherwise. */
  partnerId?: string;
  campaignId?: string;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  partner_id: string | null;
  campaign_id: string | null;
  kind: CommitmentKind;
  details: string;
  due_on: string;
}

/** Writes down what a partner is asked for. Nothing is sent: the asking is done by people. */
export function NewAskDrawer({ chapterId, partnerId, campaignId, onClose }: NewAskDrawerProps) {
  const queries = useQueryClient();
  const query = { chapter_id: chapterId, limit: 200 };
  const partners = api.useQuery(
    'get',
    '/api/v1/partners',
    { params: { query } },
    { enabled: partnerId === undefined },
  );
  const form = useForm<Values>({
    initialValues: {
      partner_id: partnerId ?? null,
      campaign_id: campaignId ?? null,
      kind: 'host',
      details: '',
      due_on: '',
    },
    validate: { partner_id: (id) => (id ? null : 'Choose who is asked.') },
  });
  const save = async ({ partner_id, due_on, ...values }: Values) => {
    await http.POST('/api/v1/partners/{id}/commitments', {
      params: { path: { id: partner_id ?? '' } },
      body: { ...values, due_on: due_on || null },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/commitments'] });
    showDone('Written down');
  };
  return (
    <FormDrawer
      isOpen
      title="Ask a partner"
      submitLabel="Write it down"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {partnerId === undefined && (
        <Select
          label="Who is asked"
          withAsterisk
          searchable
          data={(partners.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('partner_id')}
        />
      )}
      <Select
        label="What for"
        allowDeselect={false}
        data={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('kind')}
      />
      <Textarea
        label="What exactly"
        description="The partner’s own people read it too."
        autosize
        minRows={2}
        {...form.getInputProps('details')}
      />
      <TextInput label="By when" type="date" {...form.getInputProps('due_on')} />
      {campaignId === undefined && (
        <CampaignSelect ownerId={chapterId} label="For the campaign" {...form.getInputProps('campaign_id')} />
      )}
    </FormDrawer>
  );
}

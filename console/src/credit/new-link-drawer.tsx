import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { localized, type LocalizedText } from '../parts/localized';
import { actionKinds, type ActionKind } from './words';

interface NewLinkDrawerProps {
  partner: { id: string; chapter_id: string; name: string };
  onClose: () => void;
  onAdded: () => Promise<unknown>;
}

interface Action {
  id: string;
  title: LocalizedText;
}

/** What of a kind a link can lead to: all of the chapter's, and campaigns of its network. */
async function findActions(kind: ActionKind, chapterId: string): Promise<Action[]> {
  const query = { owner_id: chapterId, limit: 200 };
  const events = { chapter_id: chapterId, limit: 200, when: 'upcoming' as const };
  const found = {
    campaign: () => http.GET('/api/v1/campaigns', { params: { query: { limit: 200 } } }),
    petition: () => http.GET('/api/v1/petitions', { params: { query } }),
    letter: () => http.GET('/api/v1/letter-campaigns', { params: { query } }),
    event: () => http.GET('/api/v1/events', { params: { query: events } }),
  };
  const { data } = await found[kind]();
  return (data?.data ?? []).map(({ id, title }) => ({ id, title }));
}

/** Makes a link of a partner to one action. */
export function NewLinkDrawer({ partner, onClose, onAdded }: NewLinkDrawerProps) {
  const { account } = useSession();
  const form = useForm({
    initialValues: { action_kind: 'petition' as ActionKind, action_id: null as string | null, label: '' },
    validate: { action_id: (id) => (id ? null : 'Choose where the link leads.') },
  });
  const { action_kind: kind } = form.values;
  const actions = useQuery({
    queryKey: ['coded-actions', kind, partner.chapter_id],
    queryFn: () => findActions(kind, partner.chapter_id),
  });
  const save = async ({ action_id, ...values }: typeof form.values) => {
    await http.POST('/api/v1/partners/{id}/source-codes', {
      params: { path: { id: partner.id } },
      body: { ...values, action_id: action_id ?? '' },
    });
    await onAdded();
    showDone('The link is ready');
  };
  return (
    <FormDrawer
      isOpen
      title={`A link for ${partner.name}`}
      submitLabel="Make the link"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Select
        label="Leads to a"
        allowDeselect={false}
        data={Object.entries(actionKinds).map(([value, label]) => ({ value, label }))}
        {...form.getInputProps('action_kind')}
        onChange={(next) =>
          form.setValues({ action_kind: (next ?? 'petition') as ActionKind, action_id: null })
        }
      />
      <Select
        label="Which one"
        withAsterisk
        searchable
        nothingFoundMessage="There is none"
        data={(actions.data ?? []).map(({ id, title }) => ({
          value: id,
          label: localized(title, account.locale),
        }))}
        {...form.getInputProps('action_id')}
      />
      <TextInput
        label="Where it is put"
        description="Newsletter, poster in the lobby, table at the fair: one link for each shows which works."
        {...form.getInputProps('label')}
      />
    </FormDrawer>
  );
}

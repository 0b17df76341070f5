import { Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, http } from '../api/client';
import { useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf } from '../partners/words';
import { clauses, kinds, type Agreement, type AgreementKind, type Clause } from './words';

interface NewAgreementDrawerProps {
  /** Where it is opened from a partner's record. */
  partner?: { chapter_id: string; organization_id: string };
  /** The agreement that the new one follows. */
  renewed?: Agreement;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  kind: AgreementKind;
  title: string;
  party_ids: string[];
  effective_on: string;
  expires_on: string;
  clauses: Clause[];
}

const MOST_PARTNERS = 200;

/** Registers an agreement and opens it; its parties sign one after the other. */
export function NewAgreementDrawer({ partner, renewed, onClose }: NewAgreementDrawerProps) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const given = renewed?.owner_id ?? partner?.chapter_id;
  const [ownerId, setOwner] = useState(given ?? chapter?.id ?? chapters[0]?.id ?? '');
  const form = useForm<Values>({
    mode: 'uncontrolled',
    initialValues: {
      kind: renewed?.kind ?? 'mou',
      title: renewed?.title ?? '',
      party_ids: renewed
        ? renewed.parties.map((each) => each.organization_id).filter((each) => each !== renewed.owner_id)
        : partner
          ? [partner.organization_id]
          : [],
      effective_on: '',
      expires_on: '',
      clauses: renewed?.clauses ?? [],
    },
  });
  const query = { chapter_id: ownerId, limit: MOST_PARTNERS };
  const { data: partners } = api.useQuery(
    'get',
    '/api/v1/partners',
    { params: { query } },
    { enabled: ownerId !== '' },
  );
  const save = async ({ expires_on, ...values }: Values) => {
    const { data } = await http.POST('/api/v1/agreements', {
      body: { ...values, owner_id: ownerId, expires_on: expires_on || null, renews_id: renewed?.id },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/agreements'] });
    showDone('The agreement is registered');
    if (data) void navigate({ to: '/agreements/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen
      title={renewed ? `Renew “${renewed.title}”` : 'Register an agreement'}
      submitLabel="Register it"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <TextInput
        label="Title"
        withAsterisk
        data-autofocus
        key={form.key('title')}
        {...form.getInputProps('title')}
      />
      <Select
        label="Kind"
        allowDeselect={false}
        data={optionsOf(kinds)}
        key={form.key('kind')}
        {...form.getInputProps('kind')}
      />
      {!given && chapters.length > 1 && (
        <Select
          label="Whose register"
          allowDeselect={false}
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          value={ownerId}
          onChange={(value) => value && setOwner(value)}
        />
      )}
      <MultiSelect
        label="With"
        withAsterisk
        searchable
        placeholder="Partners of the chapter"
        data={(partners?.data ?? []).map(({ organization_id, name }) => ({
          value: organization_id,
          label: name,
        }))}
        key={form.key('party_ids')}
        {...form.getInputProps('party_ids')}
      />
      <TextInput
        label="First day"
        type="date"
        withAsterisk
        key={form.key('effective_on')}
        {...form.getInputProps('effective_on')}
      />
      <TextInput
        label="Last day"
        description="Empty: until it is ended. Where people may be shown, it needs one."
        type="date"
        key={form.key('expires_on')}
        {...form.getInputProps('expires_on')}
      />
      <Checkbox.Group label="What it says" key={form.key('clauses')} {...form.getInputProps('clauses')}>
        {optionsOf(clauses).map(({ value, label }) => (
          <Checkbox key={value} value={value} label={label} mt="xs" />
        ))}
      </Checkbox.Group>
    </FormDrawer>
  );
}

import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, http } from '../api/client';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { optionsOf } from '../partners/words';
import { rules, type Rule } from './words';

const MOST_PARTNERS = 200;

/** Puts a proposal to partners. They are mailed within minutes, and again before its end while they are silent. */
export function NewDecisionDrawer({ onClose }: { onClose: () => void }) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: {
      owner_id: chapter?.id ?? chapters[0]?.id ?? '',
      title: '',
      text: '',
      rule: 'consensus' as Rule,
      deadline_local: '',
      partner_ids: [] as string[],
    },
    validate: { deadline_local: (value) => (value ? null : 'Say until when.') },
  });
  const { owner_id: chapterId, rule } = form.values;
  const partners = api.useQuery('get', '/api/v1/partners', {
    params: { query: { chapter_id: chapterId, limit: MOST_PARTNERS } },
  });
  const save = async ({ partner_ids, ...values }: typeof form.values) => {
    const { data } = await http.POST('/api/v1/decisions', {
      body: { ...values, partner_ids: partner_ids.length > 0 ? partner_ids : undefined },
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/decisions'] });
    if (data) void navigate({ to: '/partners/decisions/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen
      title="Put a proposal"
      submitLabel="Put it to partners"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {chapters.length > 1 && (
        <Select
          label="For"
          allowDeselect={false}
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('owner_id')}
        />
      )}
      <TextInput label="Title" withAsterisk data-autofocus {...form.getInputProps('title')} />
      <Textarea
        label="Proposal"
        withAsterisk
        description="In the words that are to be agreed to. The first answer freezes them."
        autosize
        minRows={5}
        {...form.getInputProps('text')}
      />
      <Select
        label="Rule"
        description={rules[rule].meaning}
        allowDeselect={false}
        data={optionsOf(rules)}
        {...form.getInputProps('rule')}
      />
      <TextInput
        label="Answers until"
        withAsterisk
        type="datetime-local"
        description="By the clock where the chapter is."
        {...form.getInputProps('deadline_local')}
      />
      <MultiSelect
        label="Who is asked"
        description="Empty for every active partner."
        searchable
        clearable
        data={(partners.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('partner_ids')}
      />
    </FormDrawer>
  );
}

import { Autocomplete, Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconTag } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, http } from '../api/client';
import { showDone } from '../frame/toasts';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { useFormat } from '../parts/format';
import { StatusWarning } from './status-warning';
import { type Selected } from '../parts/data-table/types';

/** Gives everybody who is selected one tag. */
export function BulkTag({ selected }: { selected: Selected }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const { chapter } = useChapter();
  const { number } = useFormat();
  const queries = useQueryClient();
  const tags = api.useQuery('get', '/api/v1/tags', { params: { query: { owner_id: chapter?.id } } });
  const form = useForm({ initialValues: { name: '' } });
  const people = selected.count === 1 ? '1 person' : `${number(selected.count)} people`;
  const save = async ({ name }: { name: string }) => {
    const { data } = await http.POST('/api/v1/taggings', { body: { name, person_ids: selected.ids } });
    selected.clear();
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['get', '/api/v1/people'] }),
      queries.invalidateQueries({ queryKey: ['get', '/api/v1/tags'] }),
    ]);
    const already = selected.count - (data?.added ?? 0);
    showDone(
      `Tagged ${name}: ${number(data?.added ?? 0)}${already ? `; ${number(already)} had it already` : ''}`,
    );
  };
  return (
    <>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconTag size={14} aria-hidden />}
        onClick={open}
      >
        Add a tag
      </Button>
      <FormDrawer
        isOpen={isOpen}
        title={`Tag ${people}`}
        submitLabel={`Tag ${people}`}
        form={form}
        onSave={save}
        onClose={close}
      >
        <Autocomplete
          label="Tag"
          description="Choose one that exists, or type a new one."
          withAsterisk
          data-autofocus
          data={[...new Set((tags.data?.data ?? []).map(({ name }) => name))]}
          {...form.getInputProps('name')}
        />
        <StatusWarning text={form.values.name} />
      </FormDrawer>
    </>
  );
}

import { Alert, FileInput, Select, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { http } from '../api/client';
import { upload } from '../api/upload';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { FormDrawer } from '../parts/form-drawer';
import { NoClientsHere } from '../people/status-warning';

interface Values extends Record<string, unknown> {
  file: File | null;
  owner_id: string;
}

/** As the server says it too: a larger file need not travel first. */
const MOST_BYTES = 100_000_000;

/** Sends a file in, and opens what became of it. */
export function UploadDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { chapters } = useSession();
  const { chapter } = useChapter();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { file: null, owner_id: chapter?.id ?? chapters[0]?.id ?? '' },
    validate: {
      file: (file) =>
        !file ? 'Choose the file.' : file.size > MOST_BYTES ? 'A file may have 100 MB. Cut it in two.' : null,
      owner_id: (id) => (id ? null : 'Choose the chapter.'),
    },
  });
  const save = async ({ file, owner_id }: Values) => {
    const { data } = await http.POST('/api/v1/imports', {
      params: { query: { owner_id, name: file!.name } },
      ...upload(file!),
    });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/imports'] });
    if (data) await navigate({ to: '/imports/$id', params: { id: data.id } });
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Import a file of people"
      submitLabel="Look at the file"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <NoClientsHere />
      <FileInput
        leftSection={<IconUpload size={16} aria-hidden />}
        label="CSV or Excel file"
        description="One person a row, up to 100 MB. Nothing is imported by choosing it."
        placeholder="Choose a file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
        withAsterisk
        clearable
        {...form.getInputProps('file')}
      />
      {chapters.length > 1 && (
        <Select
          label="Who will know these people"
          data={chapters.map(({ id, name }) => ({ value: id, label: name }))}
          allowDeselect={false}
          withAsterisk
          {...form.getInputProps('owner_id')}
        />
      )}
      <Alert color="gray" title="Whom to leave out">
        <Text size="sm">
          People whom an organization serves do not belong here: no client lists, no case files. Bring
          supporters, volunteers and contacts.
        </Text>
      </Alert>
    </FormDrawer>
  );
}

import { FileInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUpload } from '@tabler/icons-react';
import { http } from '../api/client';
import { FormDrawer } from '../parts/form-drawer';
import { readFiles, useTaken, type ImportDrawerProps } from './import-files';

interface Values extends Record<string, unknown> {
  file: File | null;
  state: string;
}

/** Sends a file of ZIP codes to be loaded by a worker. */
export function ImportZipsDrawer({ isOpen, onClose, onOpened }: ImportDrawerProps) {
  const taken = useTaken(onOpened);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { file: null, state: '' },
    validate: { file: (file) => (file ? null : 'Choose the file.') },
  });
  const save = async ({ file, state }: Values) => {
    const [read] = await readFiles(file ? [file] : []);
    if (read) await http.POST('/api/v1/zip-imports', { body: { file: read, ...(state && { state }) } });
    await taken();
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Import ZIP codes"
      submitLabel="Import"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <FileInput
        leftSection={<IconUpload size={16} aria-hidden />}
        label="CSV file"
        description="With a heading line: zip, place, county, state, latitude, longitude; or the columns of GeoNames and the Census."
        placeholder="Choose a file"
        accept=".csv,text/csv"
        withAsterisk
        {...form.getInputProps('file')}
      />
      <TextInput
        label="State"
        description="For a file without a column for it, such as MA."
        {...form.getInputProps('state')}
      />
    </FormDrawer>
  );
}

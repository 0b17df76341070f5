import { Checkbox, FileInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUpload } from '@tabler/icons-react';
import { http } from '../api/client';
import { FormDrawer } from '../parts/form-drawer';
import { readFiles, useTaken, type ImportDrawerProps } from './import-files';
import { formats, optionsOf, type OfficialsFormat } from './words';

interface Values extends Record<string, unknown> {
  format: OfficialsFormat;
  files: File[];
  jurisdiction: string;
  is_complete: boolean;
}

const HINTS: Record<OfficialsFormat, string> = {
  'openstates-yaml':
    'The folder of your state from github.com/openstates/people, such as data/ma with legislature, committees and retired in it.',
  'openstates-csv': 'A file of data.openstates.org, such as ma.csv.',
  'congress-legislators':
    'From github.com/unitedstates/congress-legislators: legislators-current.yaml, and if you like the files of district offices and committees.',
};

/** Sends files of officials to be loaded by a worker. */
export function ImportOfficialsDrawer({ isOpen, onClose, onOpened }: ImportDrawerProps) {
  const taken = useTaken(onOpened);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { format: 'openstates-yaml', files: [], jurisdiction: '', is_complete: true },
    validate: { files: (files) => (files.length > 0 ? null : 'Choose the files.') },
  });
  const { format } = form.values;
  const isFolder = format === 'openstates-yaml';
  const save = async ({ files, jurisdiction, ...values }: Values) => {
    const body = { ...values, files: await readFiles(files), ...(jurisdiction && { jurisdiction }) };
    await http.POST('/api/v1/officials-imports', { body });
    await taken();
  };
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Import officials and committees"
      submitLabel="Import"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <Select
        label="Source"
        data={optionsOf(formats)}
        allowDeselect={false}
        {...form.getInputProps('format')}
        onChange={(next) => {
          form.setFieldValue('format', next as OfficialsFormat);
          form.setFieldValue('files', []);
        }}
      />
      <FileInput
        key={format}
        leftSection={<IconUpload size={16} aria-hidden />}
        label={isFolder ? 'Folder' : 'Files'}
        description={HINTS[format]}
        placeholder={isFolder ? 'Choose a folder' : 'Choose files'}
        withAsterisk
        multiple
        clearable
        fileInputProps={isFolder ? { ...FOLDER } : undefined}
        valueComponent={({ value }) => countOf(value)}
        {...form.getInputProps('files')}
        onChange={(files) => form.setFieldValue('files', files.filter(isOfFormat))}
      />
      {format === 'openstates-csv' && (
        <TextInput
          label="State"
          description="Where the file's name does not begin with it."
          placeholder="MA"
          {...form.getInputProps('jurisdiction')}
        />
      )}
      <Checkbox
        label="These files are the whole list"
        description="Whoever is not in them has left office. Leave it off for a part."
        {...form.getInputProps('is_complete', { type: 'checkbox' })}
      />
    </FormDrawer>
  );
}

// Not in React's types, though every browser of today has it.
const FOLDER = { webkitdirectory: '' } as object;

const isOfFormat = (file: File) => /\.(ya?ml|csv)$/i.test(file.name);

function countOf(value: File | File[] | null): string {
  const files = [value ?? []].flat();
  return files.length === 1 ? (files[0]?.name ?? '') : `${files.length} files`;
}

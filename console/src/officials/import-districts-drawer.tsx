import { Autocomplete, FileInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { http } from '../api/client';
import { FormDrawer } from '../parts/form-drawer';
import { readFiles, useTaken, type ImportDrawerProps } from './import-files';

interface Values extends Record<string, unknown> {
  file: File | null;
  kind: string;
  jurisdiction: string;
  id_property: string;
  name_property: string;
}

const LAYERS = ['lower', 'upper', 'congress', 'town', 'county'];

/** Sends a file of boundaries to be loaded by a worker; its properties are offered as they stand in the file. */
export function ImportDistrictsDrawer({ isOpen, onClose, onOpened }: ImportDrawerProps) {
  const taken = useTaken(onOpened);
  const [properties, setProperties] = useState<string[]>([]);
  const form = useForm<Values>({
    mode: 'controlled',
    initialValues: { file: null, kind: '', jurisdiction: '', id_property: '', name_property: '' },
    validate: { file: (file) => (file ? null : 'Choose the file.') },
  });
  const choose = async (file: File | null) => {
    form.setFieldValue('file', file);
    setProperties(file ? await propertiesOf(file) : []);
  };
  const save = async ({ file, ...values }: Values) => {
    const [read] = await readFiles(file ? [file] : []);
    if (read) await http.POST('/api/v1/district-imports', { body: { ...values, file: read } });
    await taken();
  };
  const property = (label: string, description: string, name: 'id_property' | 'name_property') =>
    properties.length > 0 ? (
      <Select
        label={label}
        description={description}
        withAsterisk
        data={properties}
        {...form.getInputProps(name)}
      />
    ) : (
      <TextInput label={label} description={description} withAsterisk {...form.getInputProps(name)} />
    );
  return (
    <FormDrawer
      isOpen={isOpen}
      title="Import district boundaries"
      submitLabel="Import"
      form={form}
      onSave={save}
      onClose={onClose}
    >
      <FileInput
        leftSection={<IconUpload size={16} aria-hidden />}
        label="GeoJSON file"
        description="In WGS84. A file of the same layer and jurisdiction replaces the one before."
        placeholder="Choose a file"
        accept=".geojson,.json,application/geo+json,application/json"
        withAsterisk
        {...form.getInputProps('file')}
        onChange={(file) => void choose(file)}
      />
      <Autocomplete
        label="Layer"
        description="lower and upper are the chambers of a state, congress the United States House; or a word of your own."
        withAsterisk
        data={LAYERS}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label="Jurisdiction"
        description="Whose districts they are: a state such as MA."
        withAsterisk
        {...form.getInputProps('jurisdiction')}
      />
      {property('Property with the code', 'What stays when a name changes.', 'id_property')}
      {property('Property with the name', 'As people and lists of officials write it.', 'name_property')}
    </FormDrawer>
  );
}

/** The properties of the first district. A file that cannot be read is left to the server, which says why. */
async function propertiesOf(file: File): Promise<string[]> {
  try {
    const { features } = JSON.parse(await file.text()) as { features?: { properties?: object }[] };
    return Object.keys(features?.[0]?.properties ?? {});
  } catch {
    return [];
  }
}

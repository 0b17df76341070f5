import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';

export type BlockKind = 'button' | 'image';

interface BlockDialogProps {
  kind: BlockKind | undefined;
  onAdd: (kind: BlockKind, block: { label: string; href: string }) => void;
  onClose: () => void;
}

const words = {
  button: { title: 'Add a button', label: 'What it says', description: undefined },
  image: {
    title: 'Add an image',
    label: 'What it shows',
    description: 'Read to people who cannot see it, and shown while images are off.',
  },
};

/** Asks for what a button or an image needs. */
export function BlockDialog({ kind, onAdd, onClose }: BlockDialogProps) {
  return (
    <Modal opened={kind !== undefined} onClose={onClose} title={kind && words[kind].title}>
      {kind && <BlockForm kind={kind} onAdd={onAdd} onClose={onClose} />}
    </Modal>
  );
}

function BlockForm({ kind, onAdd, onClose }: BlockDialogProps & { kind: BlockKind }) {
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { label: '', href: '' },
    validate: {
      label: (value) => (value.trim() ? null : 'Fill this in.'),
      href: (value) =>
        /^https?:\/\/\S+\.\S+/.test(value) ? null : 'Enter a web address that begins with https://.',
    },
  });
  return (
    <form
      onSubmit={(event) => {
        // A dialog's submit bubbles through the portal to the form around the editor.
        event.stopPropagation();
        form.onSubmit((block) => {
          onAdd(kind, block);
          onClose();
        })(event);
      }}
    >
      <Stack gap="md">
        <TextInput
          label={words[kind].label}
          description={words[kind].description}
          data-autofocus
          key={form.key('label')}
          {...form.getInputProps('label')}
        />
        <TextInput
          label={kind === 'button' ? 'Where it leads' : 'Address of the image'}
          placeholder="https://"
          type="url"
          key={form.key('href')}
          {...form.getInputProps('href')}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">{words[kind].title}</Button>
        </Group>
      </Stack>
    </form>
  );
}

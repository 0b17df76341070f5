import './settings.css';
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { http } from '../api/client';
import { SettingsForm } from '../parts/settings-form';
import { type ChapterSettings } from './chapter-screen';

interface TeamEditorProps {
  chapter: ChapterSettings;
  onSaved: (chapter: ChapterSettings) => void;
}

/** The people of the public page, in its order. The list is saved as a whole. */
export function TeamEditor({ chapter: { id, team: saved }, onSaved }: TeamEditorProps) {
  const form = useForm({ initialValues: { team: saved.map(({ name, title }) => ({ name, title })) } });
  const { team } = form.values;
  const save = async (body: typeof form.values) => {
    const { data } = await http.PUT('/api/v1/chapters/{id}/team', { params: { path: { id } }, body });
    if (data) onSaved(data);
  };
  return (
    <SettingsForm title="Team" description="As the public page shows it." form={form} onSave={save}>
      {team.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is on the page yet.
        </Text>
      )}
      {team.map(({ name }, place) => (
        <div key={place} className="team-row" role="group" aria-label={name || `Person ${place + 1}`}>
          <TextInput aria-label="Name" placeholder="Name" {...form.getInputProps(`team.${place}.name`)} />
          <TextInput
            aria-label="What they do"
            placeholder="What they do"
            {...form.getInputProps(`team.${place}.title`)}
          />
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              aria-label={`Move ${name || 'this person'} up`}
              disabled={place === 0}
              onClick={() => form.reorderListItem('team', { from: place, to: place - 1 })}
            >
              <IconArrowUp size={18} />
            </ActionIcon>
            <ActionIcon
              aria-label={`Move ${name || 'this person'} down`}
              disabled={place === team.length - 1}
              onClick={() => form.reorderListItem('team', { from: place, to: place + 1 })}
            >
              <IconArrowDown size={18} />
            </ActionIcon>
            <ActionIcon
              aria-label={`Take ${name || 'this person'} off the page`}
              onClick={() => form.removeListItem('team', place)}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </Group>
        </div>
      ))}
      <div>
        <Button
          variant="light"
          size="sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => form.insertListItem('team', { name: '', title: '' })}
        >
          Add a person
        </Button>
      </div>
    </SettingsForm>
  );
}

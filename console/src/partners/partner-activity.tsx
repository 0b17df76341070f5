import { Button, Card, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconArrowRight, IconNote, IconUserShare } from '@tabler/icons-react';
import { useState } from 'react';
import { asApiError } from '../api/errors';
import { http } from '../api/client';
import { useShortcut } from '../frame/shortcuts';
import { Timeline, type TimelineEntry } from '../parts/timeline';
import { type PartnerPartProps } from './partner-screen';
import { roles, statuses, type PartnerRecord } from './words';
import { StatusWarning } from '../people/status-warning';

/** Notes, changes of status and of roles, newest first, under the room to add a note. */
export function PartnerActivity({ partner, mayWrite, onChanged }: PartnerPartProps) {
  return (
    <Card>
      {mayWrite && <NoteComposer partner={partner} onChanged={onChanged} />}
      {partner.timeline.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing yet. Notes and changes of status show up here.
        </Text>
      ) : (
        <Timeline label="Timeline" entries={partner.timeline.map(entryOf)} />
      )}
    </Card>
  );
}

function NoteComposer({ partner: { id }, onChanged }: Omit<PartnerPartProps, 'mayWrite'>) {
  const [body, setBody] = useState('');
  const add = useMutation({
    mutationFn: () => http.POST('/api/v1/partners/{id}/notes', { params: { path: { id } }, body: { body } }),
    onSuccess: ({ data }) => {
      setBody('');
      if (data) onChanged(data);
    },
  });
  const submit = () => {
    if (body.trim() && !add.isPending) add.mutate();
  };
  useShortcut('mod+enter', 'Add the note', submit, { group: 'Forms', enabled: body.trim() !== '' });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Textarea
        label="Add a note"
        description="The chapter’s own: the partner does not see it."
        autosize
        minRows={2}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        error={add.error && asApiError(add.error).message}
      />
      <StatusWarning text={body} />
      <Group justify="flex-end" mt="xs" mb="md">
        <Button type="submit" size="sm" loading={add.isPending} disabled={!body.trim()}>
          Add the note
        </Button>
      </Group>
    </form>
  );
}

function entryOf({ id, kind, at, actor, text, from, to }: PartnerRecord['timeline'][number]): TimelineEntry {
  const by = { id, at, actor: actor ?? undefined };
  if (kind === 'note') {
    return {
      ...by,
      icon: IconNote,
      title: 'Note',
      detail: (
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {text}
        </Text>
      ),
    };
  }
  if (kind === 'role') {
    return { ...by, icon: IconUserShare, title: `${text} became ${wordOf(roles, from).toLowerCase()}` };
  }
  const title = from
    ? `${wordOf(statuses, from)} → ${wordOf(statuses, to)}`
    : `Added as ${wordOf(statuses, to).toLowerCase()}`;
  return { ...by, icon: IconArrowRight, title, detail: text };
}

/** The word for a key; a key that is new to the console stays as it is. */
function wordOf(words: Record<string, string | { label: string }>, key: string | null): string {
  const word = words[key ?? ''] ?? key ?? '';
  return typeof word === 'string' ? word : word.label;
}

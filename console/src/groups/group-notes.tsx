import { Button, Card, Group, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconNote } from '@tabler/icons-react';
import { useState } from 'react';
import { http } from '../api/client';
import { showFailure } from '../frame/toasts';
import { Timeline } from '../parts/timeline';
import { type GroupPartProps } from './group-screen';
import { StatusWarning } from '../people/status-warning';

/** The group's own notes, newest first, under the room to add one. */
export function GroupNotes({ group: { id, notes }, mayWrite, onChanged }: GroupPartProps) {
  const [body, setBody] = useState('');
  const add = useMutation({
    mutationFn: () =>
      http.POST('/api/v1/working-groups/{id}/notes', { params: { path: { id } }, body: { body } }),
    onSuccess: async () => {
      setBody('');
      await onChanged();
    },
    onError: showFailure,
  });
  return (
    <Card>
      {mayWrite && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (body.trim() && !add.isPending) add.mutate();
          }}
        >
          <Textarea
            label="Add a note"
            description="For the group alone."
            autosize
            minRows={2}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
          <StatusWarning text={body} />
          <Group justify="flex-end" mt="xs" mb="md">
            <Button type="submit" variant="default" disabled={!body.trim()} loading={add.isPending}>
              Add the note
            </Button>
          </Group>
        </form>
      )}
      {notes.length === 0 ? (
        <Text size="sm" c="dimmed">
          No note yet.
        </Text>
      ) : (
        <Timeline
          label="Notes"
          entries={notes.map(({ id: noteId, at, author, body: text }) => ({
            id: noteId,
            at,
            icon: IconNote,
            title: text,
            actor: author ?? undefined,
          }))}
        />
      )}
    </Card>
  );
}

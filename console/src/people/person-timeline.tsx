import { Button, Card, Center, Group, NativeSelect, Skeleton, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, http } from '../api/client';
import { asApiError } from '../api/errors';
import { keyset, keysetList } from '../api/keyset';
import { useShortcut } from '../frame/shortcuts';
import { LoadFailure } from '../parts/load-failure';
import { Timeline } from '../parts/timeline';
import { type PersonPartProps } from './person-screen';
import { entryOf } from './timeline-entries';
import { timelineFilters } from './timeline-filters';
import { StatusWarning } from './status-warning';

/** What happened, newest first, under the room to add a note. */
export function PersonTimeline(props: PersonPartProps) {
  const { id } = props.person;
  const [kinds, setKinds] = useState('');
  const timeline = keysetList(
    api.useInfiniteQuery(
      'get',
      '/api/v1/people/{id}/timeline',
      { params: { path: { id }, query: { kinds: kinds || undefined, limit: 30 } } },
      keyset,
    ),
  );
  return (
    <Card>
      {props.mayWrite && <NoteComposer {...props} />}
      <Group justify="flex-end" mb="xs">
        <NativeSelect
          size="xs"
          aria-label="Show in the timeline"
          data={timelineFilters}
          value={kinds}
          onChange={(event) => setKinds(event.currentTarget.value)}
        />
      </Group>
      {timeline.error && !timeline.rows ? (
        <LoadFailure error={timeline.error} onRetry={timeline.retry} what="The timeline" />
      ) : !timeline.rows ? (
        <Skeleton h={200} />
      ) : timeline.rows.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing here yet.
        </Text>
      ) : (
        <Timeline
          label="What happened"
          entries={timeline.rows.map((item) => entryOf(item, props.mayWrite))}
        />
      )}
      {timeline.hasMore && (
        <Center mt="sm">
          <Button variant="default" size="sm" loading={timeline.isLoadingMore} onClick={timeline.showMore}>
            Show older
          </Button>
        </Center>
      )}
    </Card>
  );
}

function NoteComposer({ person: { id }, onChanged }: PersonPartProps) {
  const [body, setBody] = useState('');
  const add = useMutation({
    mutationFn: () => http.POST('/api/v1/people/{id}/notes', { params: { path: { id } }, body: { body } }),
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

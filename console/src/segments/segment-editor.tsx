import { Alert, Button, Card, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { asApiError } from '../api/errors';
import { http } from '../api/client';
import { can, useSession } from '../api/session';
import { useShortcut } from '../frame/shortcuts';
import { showDone } from '../frame/toasts';
import { useNewMailing } from '../mailings/use-new-mailing';
import { ConfirmDialog } from '../parts/confirm-dialog';
import { BulkChange } from '../people/bulk-change';
import { StatusWarning } from '../people/status-warning';
import { PageHeader } from '../parts/page-header';
import { LiveCount } from './count';
import { FilterBuilder } from './filter-builder';
import { sentenceOf } from './sentence';
import { useFields } from './use-fields';
import { type Filter } from './words';

interface SegmentEditorProps {
  /** Null for one that is not saved yet. */
  id: string | null;
  ownerId: string;
  saved: { name: string; filter: Filter };
  mayWrite: boolean;
}

/** Who is in it, how many they are now, and what they can be used for. */
export function SegmentEditor({ id, ownerId, saved, mayWrite }: SegmentEditorProps) {
  const [draft, setDraft] = useState(saved);
  const isDirty = draft.name !== saved.name || JSON.stringify(draft.filter) !== JSON.stringify(saved.filter);
  // Saving a new one leads to its own address before this screen has seen that it is saved.
  const isLeaving = useRef(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const fields = useFields(ownerId);
  const save = useMutation({
    mutationFn: async () => {
      const body = { name: draft.name, filter: draft.filter };
      const { data } = id
        ? await http.PATCH('/api/v1/segments/{id}', { params: { path: { id } }, body })
        : await http.POST('/api/v1/segments', { body: { ...body, owner_id: ownerId } });
      return data;
    },
    onSuccess: async (made) => {
      if (!made) return;
      queries.setQueryData(['get', '/api/v1/segments/{id}', { params: { path: { id: made.id } } }], made);
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments'] });
      await queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments/fields'] });
      showDone(`${made.name} is saved`);
      isLeaving.current = true;
      if (!id) await navigate({ to: '/segments/$id', params: { id: made.id }, replace: true });
      isLeaving.current = false;
    },
  });
  const error = save.error ? asApiError(save.error) : undefined;
  const nameError = error?.fields.find(({ param }) => param === 'name')?.message;
  useShortcut('mod+s', 'Save', () => save.mutate(), { group: 'Forms', enabled: mayWrite });
  useBlocker({
    shouldBlockFn: () =>
      isDirty && !isLeaving.current && !window.confirm('Leave without saving what you changed?'),
    enableBeforeUnload: () => isDirty,
  });
  return (
    <>
      <PageHeader
        title={id ? saved.name : 'New segment'}
        back={{ label: 'Segments', to: '/segments' }}
        actions={
          <>
            {id && (
              <Uses
                id={id}
                ownerId={ownerId}
                name={saved.name}
                mayWrite={mayWrite}
                onRemove={() => (isLeaving.current = true)}
              />
            )}
            {mayWrite && (
              <Button loading={save.isPending} disabled={!isDirty} onClick={() => save.mutate()}>
                Save
              </Button>
            )}
          </>
        }
      />
      <Stack gap="md">
        {error && !nameError && (
          <Alert color="red" role="alert" title="Not saved">
            {error.fields.map(({ message }) => message).join(' ') || error.message}
          </Alert>
        )}
        <Card>
          <Stack gap="md">
            <TextInput
              label="Name"
              withAsterisk
              maw={420}
              value={draft.name}
              error={nameError}
              readOnly={!mayWrite}
              onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
            />
            <StatusWarning text={draft.name} />
            <FilterBuilder
              ownerId={ownerId}
              initial={saved.filter}
              lead="People of whom"
              onChange={(filter) => setDraft((now) => ({ ...now, filter }))}
              isFixed={!mayWrite}
            />
          </Stack>
        </Card>
        <Card>
          <Title order={2} size="h4" mb={4}>
            Now
          </Title>
          <LiveCount ownerId={ownerId} filter={draft.filter} />
          <Text size="sm" c="dimmed">
            {fields.data && sentenceOf(draft.filter, fields.data)}
          </Text>
        </Card>
      </Stack>
    </>
  );
}

interface UsesProps {
  id: string;
  ownerId: string;
  name: string;
  mayWrite: boolean;
  onRemove: () => void;
}

/** What a saved segment is good for. */
function Uses({ id, ownerId, name, mayWrite, onRemove }: UsesProps) {
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const mailing = useNewMailing();
  const [isAsking, asking] = useDisclosure(false);
  const include = { kind: 'segment' as const, segment_id: id };
  const remove = async () => {
    await http.DELETE('/api/v1/segments/{id}', { params: { path: { id } } });
    onRemove();
    await navigate({ to: '/segments' });
    await queries.invalidateQueries({ queryKey: ['get', '/api/v1/segments'] });
    showDone(`${name} was removed`);
  };
  return (
    <>
      <Button variant="default" component={Link} to={`/people?segment_id=${id}`}>
        Show these people
      </Button>
      {can(session, 'people.write') && <BulkChange ownerId={ownerId} who={{ segment_id: id }} />}
      {can(session, 'mailings.write') && (
        <Button
          variant="default"
          loading={mailing.isPending}
          onClick={() => mailing.mutate({ name, audience: { organizations: [], include, exclude: null } })}
        >
          Write them an email
        </Button>
      )}
      {mayWrite && (
        <Button variant="subtle" color="red" onClick={asking.open}>
          Remove
        </Button>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={`Remove ${name}?`}
        confirmLabel="Remove the segment"
        isDangerous
        onConfirm={remove}
        onClose={asking.close}
      >
        It goes off the list. Mailings and segments that are made of it stay as they are, and nobody is
        deleted.
      </ConfirmDialog>
    </>
  );
}

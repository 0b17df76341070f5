import { Select, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode } from 'react';
import { api, http } from '../api/client';
import { ownersWith, useSession } from '../api/session';
import { showDone } from '../frame/toasts';
import { FormDrawer } from '../parts/form-drawer';
import { useTasksChanged } from './use-close-task';
import { kindOf, type Task, type TaskSubjectKind } from './words';
import { StatusWarning } from '../people/status-warning';

export interface TaskSubject {
  kind: TaskSubjectKind;
  id: string;
  title: string;
}

interface TaskDrawerProps {
  /** The task to be changed; a new one without. */
  task?: Task;
  /** Of a new one: whose it is, where that is given, and what it is about. */
  ownerId?: string;
  subject?: TaskSubject;
  onClose: () => void;
}

interface Values extends Record<string, unknown> {
  owner_id: string | null;
  title: string;
  assignee_id: string | null;
  due_on: string;
}

/** Opens a task or changes one. */
export function TaskDrawer({ task, ownerId, subject, onClose }: TaskDrawerProps) {
  const session = useSession();
  const changed = useTasksChanged();
  const owners = ownersWith(session, 'tasks.write');
  const form = useForm<Values>({
    initialValues: {
      owner_id: task?.owner_id ?? ownerId ?? owners[0]?.value ?? null,
      title: task?.title ?? '',
      assignee_id: task ? (task.assignee?.id ?? null) : session.account.id,
      due_on: task?.due_on ?? '',
    },
    validate: { title: (title) => (title.trim() ? null : 'Say what is to be done.') },
  });
  const about = task?.subject ?? subject ?? null;
  const save = async ({ owner_id, title, assignee_id, due_on }: Values) => {
    const body = { title, assignee_id, due_on: due_on || null };
    if (task) await http.PATCH('/api/v1/tasks/{id}', { params: { path: { id: task.id } }, body });
    else
      await http.POST('/api/v1/tasks', {
        body: { ...body, owner_id: owner_id ?? '', subject_kind: subject?.kind, subject_id: subject?.id },
      });
    await changed();
    showDone(task ? 'Saved' : 'The task is open');
  };
  return (
    <FormDrawer
      isOpen
      title={task ? 'Change the task' : 'Add a task'}
      submitLabel={task ? 'Save' : 'Add the task'}
      form={form}
      onSave={save}
      onClose={onClose}
    >
      {about && (
        <Text size="sm" c="dimmed">
          About the {kindOf(about).toLowerCase()} {about.title}
        </Text>
      )}
      <TextInput
        label="What is to be done"
        withAsterisk
        maxLength={200}
        data-autofocus
        {...form.getInputProps('title')}
      />
      <StatusWarning text={form.values.title} />
      {!task && !ownerId && owners.length > 1 && (
        <Select
          label="For"
          data={owners}
          allowDeselect={false}
          {...form.getInputProps('owner_id')}
          onChange={(owner_id: string | null) => form.setValues({ owner_id, assignee_id: null })}
        />
      )}
      <AssigneeSelect
        ownerId={form.values.owner_id}
        personId={about?.kind === 'person' ? about.id : undefined}
        present={task?.assignee ?? null}
        value={form.values.assignee_id}
        onChange={(id) => form.setFieldValue('assignee_id', id)}
        error={form.errors.assignee_id}
      />
      <TextInput label="By when" type="date" {...form.getInputProps('due_on')} />
    </FormDrawer>
  );
}

interface AssigneeSelectProps {
  ownerId: string | null;
  personId: string | undefined;
  /** Who has it now, who may be nobody's colleague any more. */
  present: { id: string; name: string } | null;
  value: string | null;
  onChange: (id: string | null) => void;
  error: ReactNode;
}

function AssigneeSelect({ ownerId, personId, present, value, onChange, error }: AssigneeSelectProps) {
  const query = { owner_id: ownerId ?? '', person_id: personId };
  const found = api.useQuery(
    'get',
    '/api/v1/tasks/assignees',
    { params: { query } },
    { enabled: ownerId !== null },
  );
  const able = found.data?.data ?? [];
  const offered = present && !able.some(({ id }) => id === present.id) ? [...able, present] : able;
  return (
    <Select
      label="Who does it"
      description="Without anybody it stands on the team’s list."
      placeholder="Nobody yet"
      searchable
      clearable
      data={offered.map(({ id, name }) => ({ value: id, label: name }))}
      value={offered.some(({ id }) => id === value) ? value : null}
      onChange={onChange}
      error={error}
    />
  );
}

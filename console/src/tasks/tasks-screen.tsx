import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconChecklist, IconSearchOff } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { CancelTaskDrawer } from './cancel-task-drawer';
import { TaskDrawer } from './task-drawer';
import { columnsOf } from './task-columns';
import { useCloseTask } from './use-close-task';
import { type Task } from './words';

type Open = { act: 'add' } | { act: 'change' | 'cancel'; task: Task };

/** What is to be done: one's own first, the team's a click away. */
export function TasksScreen() {
  const session = useSession();
  const { chapter } = useChapter();
  const { who, state, overdue } = useSearch({ from: '/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const [open, setOpen] = useState<Open>();
  const { done, reopen } = useCloseTask();
  const query = {
    owner_id: chapter?.id,
    assignee: who === 'team' ? undefined : who === 'nobody' ? ('nobody' as const) : ('me' as const),
    state: state ?? ('open' as const),
    is_overdue: overdue ? ('true' as const) : undefined,
    limit: 50,
  };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/tasks', { params: { query } }, keyset));
  const mayWrite = can(session, 'tasks.write');
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  const add = () => setOpen({ act: 'add' });
  const close = () => setOpen(undefined);
  const isFiltered = state !== undefined || overdue !== undefined;
  return (
    <>
      <PageHeader title="Tasks" create={mayWrite ? { label: 'Add a task', onCreate: add } : undefined} />
      <SegmentedControl
        mb="sm"
        aria-label="Whose tasks"
        data={[
          { value: 'me', label: 'Mine' },
          { value: 'team', label: 'Everybody’s' },
          { value: 'nobody', label: 'Nobody’s yet' },
        ]}
        value={who ?? 'me'}
        onChange={(next) => change({ who: next === 'me' ? undefined : next })}
      />
      <FilterChips
        filters={[
          { key: 'state', label: 'State', options: [{ value: 'closed', label: 'Done or cancelled' }] },
          { key: 'overdue', label: 'Day', options: [{ value: 'true', label: 'Overdue' }] },
        ]}
        values={{ state, overdue: overdue && 'true' }}
        onChange={change}
      />
      <DataTable
        noun="tasks"
        source={{ path: '/api/v1/tasks', query }}
        list={list}
        columns={columnsOf(mayWrite && !state ? done : undefined)}
        rowName={({ title }) => title}
        rowMenu={
          mayWrite
            ? (task) =>
                task.state === 'open' ? (
                  <>
                    <Menu.Item onClick={() => done(task)}>Mark done</Menu.Item>
                    <Menu.Item onClick={() => setOpen({ act: 'change', task })}>Change</Menu.Item>
                    <Menu.Item onClick={() => setOpen({ act: 'cancel', task })}>Cancel…</Menu.Item>
                  </>
                ) : (
                  <Menu.Item onClick={() => reopen(task)}>Open it again</Menu.Item>
                )
            : undefined
        }
        empty={
          isFiltered ? (
            <EmptyState
              icon={IconSearchOff}
              title="No task matches"
              action={
                <Button variant="default" onClick={() => change({ state: undefined, overdue: undefined })}>
                  Clear filters
                </Button>
              }
            />
          ) : (
            <EmptyState
              icon={IconChecklist}
              title={who ? 'Nothing is open' : 'Nothing waits for you'}
              description="A task says what is to be done, by whom and by when. Add one here, or from the record that it is about."
              action={mayWrite && <Button onClick={add}>Add a task</Button>}
            />
          )
        }
      />
      {open?.act === 'add' && <TaskDrawer onClose={close} />}
      {open?.act === 'change' && <TaskDrawer task={open.task} onClose={close} />}
      {open?.act === 'cancel' && <CancelTaskDrawer task={open.task} onClose={close} />}
    </>
  );
}

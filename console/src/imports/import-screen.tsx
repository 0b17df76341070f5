import { Alert, Skeleton, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { DateTime } from '../parts/values';
import { ImportActs } from './import-acts';
import { ImportCounts } from './import-counts';
import { ImportProgress } from './import-progress';
import { PlanForm } from './plan-form';
import { RowsTable } from './rows-table';
import { useImport } from './use-import';
import { type Import, MOVING, PLANNED, states } from './words';

/** One file on its way in: its plan, what became of its rows, and what can be done next. */
export function ImportScreen() {
  const { id } = useParams({ from: '/imports/$id' });
  const { query, refresh } = useImport(id);
  const retry = () => void query.refetch();
  const it = query.data;
  if (query.isError)
    return <LoadFailure error={query.error} what="The import" onRetry={retry} headingOrder={1} />;
  if (!it) return <Skeleton h={320} aria-busy />;
  const isMoving = MOVING.includes(it.state);
  const hasRows = it.state === 'checked' || it.state === 'done' || it.state === 'cancelled';
  return (
    <>
      <PageHeader
        title={it.name}
        back={{ label: 'Imports', to: '/imports' }}
        badge={<StatusBadge tone={states[it.state].tone}>{states[it.state].label}</StatusBadge>}
        detail={<Detail it={it} />}
        actions={<ImportActs it={it} refresh={refresh} />}
      />
      <Stack gap="lg">
        {it.refusal && it.state === 'refused' && (
          <Alert color="red" role="alert" title="The file cannot be read to its end">
            {it.refusal}
          </Alert>
        )}
        {isMoving && <ImportProgress it={it} />}
        {it.undo && <UndoNote it={it} />}
        {it.counts && !isMoving && <ImportCounts it={it} />}
        {hasRows && <RowsTable it={it} />}
        {PLANNED.includes(it.state) && (
          <PlanForm key={`${it.format.sheet} ${it.columns.length}`} it={it} refresh={refresh} />
        )}
      </Stack>
    </>
  );
}

function Detail({ it }: { it: Import }) {
  return (
    <>
      For {it.owner_name}
      {it.preset && `, looks like an export of ${it.preset}`}
      {it.finished_at && (
        <>
          , over since <DateTime value={it.finished_at} />
        </>
      )}
      {it.undoable_until && (
        <>
          , can be undone until <DateTime value={it.undoable_until} dateOnly />
        </>
      )}
    </>
  );
}

function UndoNote({ it: { undo, state } }: { it: Import }) {
  if (!undo || state !== 'undone') return null;
  return (
    <Alert color={undo.left > 0 ? 'orange' : 'green'} title="This import was undone">
      {undo.removed} people are gone again, {undo.restored} things are what they were.
      {undo.left > 0 && ` ${undo.left} stay, because somebody changed or used them since.`}
    </Alert>
  );
}

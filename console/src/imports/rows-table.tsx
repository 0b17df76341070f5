import { Anchor, Card, SegmentedControl, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { RowChanges } from './row-changes';
import { type Import, type ImportRow, outcomes, type Outcome } from './words';

/** A row with the id that the table wants. */
type Shown = ImportRow & { id: string };

const nameOf = ({ given_name, family_name, emails }: ImportRow): string =>
  `${given_name} ${family_name}`.trim() || emails[0] || 'No name';

const columns: Column<Shown>[] = [
  {
    key: 'name',
    title: 'Who',
    render: (row) =>
      row.person_id ? (
        <Anchor component={Link} to={`/people/${row.person_id}`}>
          {nameOf(row)}
        </Anchor>
      ) : (
        nameOf(row)
      ),
  },
  { key: 'line', title: 'Line', align: 'right', width: 80, render: ({ line }) => line },
  {
    key: 'email',
    title: 'Email',
    render: ({ emails }) => <span style={{ overflowWrap: 'anywhere' }}>{emails.join(', ')}</span>,
  },
  { key: 'why', title: 'Why, or what changes', render: (row) => <Why row={row} /> },
];

function Why({ row }: { row: ImportRow }) {
  if (row.changes.length > 0) return <RowChanges changes={row.changes} />;
  if (row.remark)
    return (
      <Text size="sm">
        {row.column && <strong>{row.column}: </strong>}
        {row.remark}
      </Text>
    );
  if (row.like_id)
    return (
      <Anchor component={Link} to={`/people/${row.like_id}`} size="sm">
        Look at who is like them
      </Anchor>
    );
  return row.repeats === null ? null : <Text size="sm">Stands first in row {row.repeats}.</Text>;
}

/** Rows by outcome: all of them after the dry run, those that need somebody after the run. */
export function RowsTable({ it }: { it: Import }) {
  const isAhead = it.state === 'checked';
  const shown: Outcome[] = isAhead
    ? ['new', 'updated', 'unchanged', 'possible-duplicate', 'repeated', 'rejected']
    : ['rejected', 'possible-duplicate'];
  const [outcome, choose] = useState<Outcome>(
    (it.counts?.rejected ?? 0) > 0 ? 'rejected' : isAhead ? 'new' : 'possible-duplicate',
  );
  const list = keysetList(
    api.useInfiniteQuery(
      'get',
      '/api/v1/imports/{id}/rows',
      { params: { path: { id: it.id }, query: { outcome, limit: 20 } } },
      keyset,
    ),
  );
  const rows = list.rows?.map((row): Shown => ({ ...row, id: String(row.place) }));
  return (
    <Card component="section" aria-labelledby="import-rows">
      <Stack gap="sm">
        <Title order={2} id="import-rows">
          Rows
        </Title>
        <div style={{ overflowX: 'auto' }}>
          <VisuallyHidden id="import-outcome">Which rows</VisuallyHidden>
          <SegmentedControl
            aria-labelledby="import-outcome"
            value={outcome}
            onChange={(value) => choose(value)}
            data={shown.map((each) => ({ value: each, label: outcomes[each].label }))}
          />
        </div>
        <DataTable
          noun="rows"
          list={{ ...list, rows }}
          columns={columns}
          rowName={nameOf}
          empty={
            <EmptyState
              icon={IconListCheck}
              title="No such row"
              description={outcomes[outcome].means}
              headingOrder={3}
            />
          }
        />
      </Stack>
    </Card>
  );
}

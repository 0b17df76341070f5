import { Button, Code, Stack, Text } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { FilterChips, type FilterValues } from '../parts/filter-chips';
import { PageHeader } from '../parts/page-header';
import { DateTime, Missing } from '../parts/values';
import { actionLabel, auditKinds } from './audit-words';
import { roles, type Role } from './words';

type Entry = Schema<'AuditEntryResource'>;

const DAY_MS = 24 * 60 * 60 * 1000;
const periods = [
  { value: '1', label: 'Last 24 hours' },
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
];

const columns: Column<Entry>[] = [
  { key: 'when', title: 'When', width: 190, render: ({ at }) => <DateTime value={at} /> },
  { key: 'who', title: 'Who', render: ({ actor }) => actor },
  { key: 'what', title: 'Did what', render: ({ action }) => actionLabel(action) },
  {
    key: 'where',
    title: 'For',
    render: ({ organization_name }) => organization_name ?? <Missing what="The whole installation" />,
  },
  {
    key: 'detail',
    title: 'Details',
    render: ({ subject_kind, subject_id, detail }) => (
      <Stack gap={0}>
        {Object.entries(detail)
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <Text key={name} size="xs">
              {name.replaceAll('_', ' ')}: <DetailValue value={value} />
            </Text>
          ))}
        {subject_id && (
          <Text size="xs" c="dimmed">
            {subject_kind} <Code fz={11}>{subject_id}</Code>
          </Text>
        )}
      </Stack>
    ),
  },
  {
    key: 'address',
    title: 'From address',
    isHidden: true,
    render: ({ address }) => address ?? <Missing what="Not from the network" />,
  },
];

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Roles and times as people read them; ids and figures as they are. */
function DetailValue({ value }: { value: unknown }) {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (INSTANT.test(value)) return <DateTime value={value} />;
  return value in roles ? roles[value as Role].label : value;
}

/** Who did what. Rows are only ever added. */
export function AuditScreen() {
  const { scopes } = useSession();
  const { chapter } = useChapter();
  const { kind, place, days } = useSearch({ from: '/audit-log' });
  const navigate = useNavigate({ from: '/audit-log' });
  const places = scopes.filter(({ permissions }) => permissions.includes('audit.read'));
  // Fixed while the filter stays as it is: a moving start would load the list anew at every look.
  const since = useMemo(
    () => (days ? new Date(Date.now() - Number(days) * DAY_MS).toISOString() : undefined),
    [days],
  );
  const query = { action: kind, organization_id: place ?? chapter?.id, since };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/audit-entries', { params: { query } }, keyset),
  );
  const change = (changed: FilterValues) =>
    void navigate({ search: (now) => ({ ...now, ...changed }), replace: true });
  return (
    <>
      <PageHeader
        title="Audit log"
        detail="Rows are only ever added, and each is sealed to the one before it."
      />
      <FilterChips
        filters={[
          { key: 'kind', label: 'About', options: auditKinds },
          { key: 'days', label: 'When', options: periods },
          ...(places.length > 1
            ? [
                {
                  key: 'place',
                  label: 'For',
                  options: places.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
        values={{ kind, place, days }}
        onChange={change}
      />
      <DataTable
        noun="entries"
        source={{ path: '/api/v1/audit-entries', query }}
        list={list}
        columns={columns}
        rowName={({ actor, action }) => `${actor}: ${actionLabel(action)}`}
        empty={
          <EmptyState
            icon={IconListSearch}
            title="Nothing to show"
            description="Changes of roles, exports, sends and looks at sealed records are written here."
            action={
              (kind ?? place ?? days) && (
                <Button
                  variant="default"
                  onClick={() => change({ kind: undefined, place: undefined, days: undefined })}
                >
                  Clear filters
                </Button>
              )
            }
          />
        }
      />
    </>
  );
}

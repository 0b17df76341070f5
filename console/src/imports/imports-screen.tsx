import { IconFileImport } from '@tabler/icons-react';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Anchor } from '@mantine/core';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { useChapter } from '../frame/use-chapter';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { RelativeTime } from '../parts/values';
import { UploadDrawer } from './upload-drawer';
import { type Import, states } from './words';

/** Files of people that were brought in, newest first. */
export function ImportsScreen() {
  const { chapter } = useChapter();
  const { number } = useFormat();
  const [isUploading, uploading] = useDisclosure(false);
  const query = { owner_id: chapter?.id, limit: 50 };
  const list = keysetList(api.useInfiniteQuery('get', '/api/v1/imports', { params: { query } }, keyset));
  const columns: Column<Import>[] = [
    {
      key: 'name',
      title: 'File',
      render: ({ id, name }) => (
        <Anchor component={Link} to={`/imports/${id}`} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Anchor>
      ),
    },
    { key: 'owner', title: 'For', render: ({ owner_name }) => owner_name },
    {
      key: 'state',
      title: 'State',
      render: ({ state }) => <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>,
    },
    {
      key: 'rows',
      title: 'Rows',
      align: 'right',
      render: ({ total_rows }) => (total_rows > 0 ? number(total_rows) : '–'),
    },
    {
      key: 'new',
      title: 'New people',
      align: 'right',
      render: ({ counts }) => (counts ? number(counts.new) : '–'),
    },
    { key: 'by', title: 'By', render: ({ made_by }) => made_by ?? 'The operator' },
    { key: 'when', title: 'When', render: ({ created_at }) => <RelativeTime value={created_at} /> },
  ];
  return (
    <>
      <PageHeader
        title="Imports"
        detail="Bring a list of people in. Every row is tried before anything changes, and an import can be undone for 30 days."
        create={{ label: 'Import a file', onCreate: uploading.open }}
      />
      <DataTable
        noun="imports"
        source={{ path: '/api/v1/imports', query }}
        list={list}
        columns={columns}
        rowName={({ name }) => name}
        empty={
          <EmptyState
            icon={IconFileImport}
            title="Nothing imported yet"
            description="A sign-in sheet, the export of another system, a partner’s list: any CSV or Excel file with one person a row."
          />
        }
      />
      <UploadDrawer isOpen={isUploading} onClose={uploading.close} />
    </>
  );
}

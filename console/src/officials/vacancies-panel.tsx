import { IconCircleCheck } from '@tabler/icons-react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { useFormat } from '../parts/format';
import { Missing } from '../parts/values';
import { type Vacancy } from './words';

type Row = Vacancy & { id: string };

const columns: Column<Row>[] = [
  { key: 'seat', title: 'Seat', render: ({ title, seat }) => `${title}, ${seat}` },
  { key: 'place', title: 'Jurisdiction', render: ({ jurisdiction_name }) => jurisdiction_name },
  {
    key: 'last',
    title: 'Last held by',
    render: ({ last_holder }) => last_holder ?? <Missing what="Not known" />,
  },
  { key: 'since', title: 'Vacant since', render: ({ vacant_since }) => <Since day={vacant_since} /> },
];

function Since({ day }: { day: string | null }) {
  const format = useFormat();
  return day ? format.day(day) : <Missing what="Not known" />;
}

/** Seats that exist and that nobody holds. No letter goes to them until somebody does. */
export function VacanciesPanel() {
  const query = { limit: 50 };
  const found = keysetList(api.useInfiniteQuery('get', '/api/v1/vacancies', { params: { query } }, keyset));
  const list = { ...found, rows: found.rows?.map((row) => ({ ...row, id: row.office_id })) };
  return (
    <DataTable
      noun="vacant seats"
      source={{ path: '/api/v1/vacancies', query }}
      list={list}
      columns={columns}
      rowName={({ title, seat }) => `${title}, ${seat}`}
      empty={
        <EmptyState
          icon={IconCircleCheck}
          title="Every seat that we know is held"
          description="A seat is known by its district's boundary or by somebody who held it."
        />
      }
    />
  );
}

import { Box, Text, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { api, type Schema } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { DataTable } from '../parts/data-table/data-table';
import { type Column } from '../parts/data-table/types';
import { EmptyState } from '../parts/empty-state';
import { DateTime, Missing } from '../parts/values';

type SharedPerson = Schema<'SharedPersonResource'>;

const nameOf = ({ given_name, family_name }: SharedPerson): string => `${given_name} ${family_name}`.trim();

const columns: Column<SharedPerson>[] = [
  { key: 'name', title: 'Name', render: (person) => <b>{nameOf(person)}</b> },
  { key: 'email', title: 'Email', render: ({ email }) => email ?? <Missing /> },
  { key: 'phone', title: 'Phone', render: ({ phone }) => phone ?? <Missing />, isHidden: true },
  {
    key: 'place',
    title: 'Place',
    render: ({ city, zip }) => [city, zip].filter(Boolean).join(' ') || <Missing />,
  },
  { key: 'from', title: 'Shown by', render: ({ shown_by }) => shown_by },
  { key: 'since', title: 'Since', render: ({ since }) => <DateTime value={since} dateOnly /> },
  { key: 'until', title: 'Until', render: ({ ends_at }) => <DateTime value={ends_at} dateOnly /> },
];

/** People who agreed to be shown to this organization, until the day each share ends. */
export function SharedPeople() {
  const query = { limit: 50 };
  const list = keysetList(
    api.useInfiniteQuery('get', '/api/v1/shared-people', { params: { query } }, keyset),
  );
  return (
    <Box component="section" aria-labelledby="shared-people">
      <Title order={2} id="shared-people" mb={4}>
        People who agreed
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Each ticked a box with your name. Whoever takes it back, or whose time is over, is gone from here at
        once.
      </Text>
      <DataTable
        noun="people who agreed"
        source={{ path: '/api/v1/shared-people', query }}
        list={list}
        columns={columns}
        rowName={nameOf}
        empty={
          <EmptyState
            icon={IconUsers}
            title="Nobody yet"
            description="People show up here once they tick your box on a form, while your agreement with the chapter is in force."
          />
        }
      />
    </Box>
  );
}

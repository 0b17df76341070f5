import './data-table.css';
import { Button, Group, Paper, Skeleton, Stack, Table, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useFormat } from '../format';
import { LoadFailure } from '../load-failure';
import { Toolbar } from './toolbar';
import { type DataTableProps } from './types';
import { useColumns } from './use-columns';
import { useSelection } from './use-selection';
import { WideTable } from './wide-table';
import { RowCards } from './row-cards';

/** Every list of the console: sorted and paged by the server, a table on a desk, cards on a phone. */
export function DataTable<Row extends { id: string }, Field extends string = string>(
  props: DataTableProps<Row, Field>,
) {
  const { noun, list, columns, bulk, empty } = props;
  const rows = list.rows ?? [];
  const selection = useSelection(rows, list.total);
  const choice = useColumns(noun, columns);
  const isPhone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });

  if (list.error && !list.rows) {
    return <LoadFailure error={list.error} onRetry={list.retry} what={`The list of ${noun}`} />;
  }
  if (!list.rows) return <Waiting noun={noun} />;
  if (rows.length === 0) return <Paper withBorder>{empty}</Paper>;

  const Body = isPhone ? RowCards : WideTable;
  return (
    <Stack gap="xs">
      <Toolbar {...props} selection={selection} choice={choice} />
      <Body {...props} rows={rows} columns={choice.shown} selection={bulk && selection} />
      {list.error ? (
        <LoadFailure error={list.error} onRetry={list.retry} what={`The list of ${noun}`} />
      ) : null}
      <Foot {...props} shownCount={rows.length} />
    </Stack>
  );
}

function Foot<Row extends { id: string }>({
  noun,
  list,
  shownCount,
}: Pick<DataTableProps<Row>, 'noun' | 'list'> & { shownCount: number }) {
  const { number } = useFormat();
  if (!list.hasMore) return null;
  return (
    <Group justify="center" gap="md" py="xs">
      <span className="table-count">
        {list.total === undefined
          ? `${number(shownCount)} shown`
          : `${number(shownCount)} of ${number(list.total)} ${noun}`}
      </span>
      <Button variant="default" size="sm" loading={list.isLoadingMore} onClick={list.showMore}>
        Show more
      </Button>
    </Group>
  );
}

const WAITING_ROWS = 8;

function Waiting({ noun }: { noun: string }) {
  return (
    <Paper withBorder p="sm" aria-busy>
      <VisuallyHidden role="status">Loading {noun}</VisuallyHidden>
      <Table aria-hidden>
        <Table.Tbody>
          {Array.from({ length: WAITING_ROWS }, (_, i) => (
            <Table.Tr key={i}>
              <Table.Td>
                <Skeleton h={20} w={`${90 - ((i * 13) % 40)}%`} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

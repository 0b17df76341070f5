import { Paper, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { RowMenu, SelectAllBox, SelectBox } from './row-controls';
import { type Column, type DataTableProps, type Sort } from './types';
import { type Selection } from './use-selection';

export interface BodyProps<Row extends { id: string }, Field extends string> extends DataTableProps<
  Row,
  Field
> {
  rows: Row[];
  selection: Selection | undefined;
}

const LEAST_COLUMN_WIDTH = 120;

/** The rows as a real table: column headers carry `aria-sort` and hold a button each. */
export function WideTable<Row extends { id: string }, Field extends string>(props: BodyProps<Row, Field>) {
  const { noun, rows, columns, selection, rowMenu, rowName, list } = props;
  return (
    <Paper withBorder className="table-frame">
      <Table.ScrollContainer minWidth={columns.length * LEAST_COLUMN_WIDTH}>
        <Table highlightOnHover verticalSpacing={5} aria-label={noun} aria-busy={list.isRefreshing}>
          <Table.Thead>
            <Table.Tr>
              {selection && (
                <Table.Th w={44}>
                  <SelectAllBox selection={selection} noun={noun} />
                </Table.Th>
              )}
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
              {rowMenu && (
                <Table.Th w={52}>
                  <VisuallyHidden>Actions</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={row.id} data-is-selected={selection?.has(row.id) || undefined}>
                {selection && (
                  <Table.Td>
                    <SelectBox selection={selection} id={row.id} index={index} name={rowName(row)} />
                  </Table.Td>
                )}
                {columns.map(({ key, align, render }) => (
                  <Table.Td key={key} ta={align} className={align && 'figures'}>
                    {render(row)}
                  </Table.Td>
                ))}
                {rowMenu && (
                  <Table.Td py={0}>
                    <RowMenu name={rowName(row)}>{rowMenu(row)}</RowMenu>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

interface HeadCellProps<Row, Field extends string> {
  column: Column<Row, Field>;
  sort: Sort<Field> | undefined;
  onSort: ((sort: Sort<Field>) => void) | undefined;
}

function HeadCell<Row, Field extends string>({ column, sort, onSort }: HeadCellProps<Row, Field>) {
  const { title, sort: field, width, align } = column;
  if (!field || !onSort) {
    return (
      <Table.Th scope="col" w={width} ta={align}>
        {title}
      </Table.Th>
    );
  }
  const order = sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
  const Arrow = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[order];
  return (
    <Table.Th scope="col" w={width} ta={align} aria-sort={order}>
      <UnstyledButton
        className="sort-button"
        data-order={order}
        data-align={align}
        onClick={() => onSort(order === 'ascending' ? `-${field}` : field)}
      >
        {title}
        <Arrow size={14} aria-hidden />
      </UnstyledButton>
    </Table.Th>
  );
}

import { Box, Card, Group, NativeSelect } from '@mantine/core';
import { RowMenu, SelectBox } from './row-controls';
import { type Sort } from './types';
import { type BodyProps } from './wide-table';

/** The rows as cards for narrow screens: the first column is the title, the others carry their names. */
export function RowCards<Row extends { id: string }, Field extends string>(props: BodyProps<Row, Field>) {
  const { noun, rows, columns, selection, rowMenu, rowName } = props;
  const [title, ...others] = columns;
  return (
    <>
      <SortSelect {...props} />
      <ul className="plain-list row-cards" aria-label={noun}>
        {rows.map((row, index) => (
          <Card
            key={row.id}
            component="li"
            padding="sm"
            data-is-selected={selection?.has(row.id) || undefined}
          >
            <Group wrap="nowrap" align="flex-start" gap="sm">
              {selection && <SelectBox selection={selection} id={row.id} index={index} name={rowName(row)} />}
              <Box flex={1} miw={0}>
                {title?.render(row)}
                <dl>
                  {others.map((column) => (
                    <div key={column.key}>
                      <dt>{column.title}</dt>
                      <dd>{column.render(row)}</dd>
                    </div>
                  ))}
                </dl>
              </Box>
              {rowMenu && <RowMenu name={rowName(row)}>{rowMenu(row)}</RowMenu>}
            </Group>
          </Card>
        ))}
      </ul>
    </>
  );
}

/** Cards have no column headers, so the order is chosen here. */
function SortSelect<Row extends { id: string }, Field extends string>({
  columns,
  sort,
  onSort,
}: BodyProps<Row, Field>) {
  const options = columns.flatMap(({ title, sort: field }) =>
    field
      ? [
          { value: field, label: `${title}, ascending` },
          { value: `-${field}` as const, label: `${title}, descending` },
        ]
      : [],
  );
  if (!onSort || options.length === 0) return null;
  return (
    <NativeSelect
      size="sm"
      aria-label="Order"
      data={options}
      value={sort}
      onChange={(event) => onSort(event.currentTarget.value as Sort<Field>)}
    />
  );
}

import { ActionIcon, Button, Checkbox, Group, Loader, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { ExportIcon } from '../export-button';
import { useFormat } from '../format';
import { type DataTableProps } from './types';
import { type useColumns } from './use-columns';
import { type Selection } from './use-selection';

interface ToolbarProps<Row extends { id: string }, Field extends string> extends DataTableProps<Row, Field> {
  selection: Selection;
  choice: Pick<ReturnType<typeof useColumns>, 'isShown' | 'toggle'>;
}

/** Above the rows: how many there are, or what to do with those that are selected; the column chooser. */
export function Toolbar<Row extends { id: string }, Field extends string>(props: ToolbarProps<Row, Field>) {
  const { list, selection, bulk, columns, choice, source } = props;
  const { number } = useFormat();
  const shownCount = list.rows?.length ?? 0;
  const canWiden = selection.areAllShown && !selection.isAllMatching && (list.total ?? 0) > shownCount;
  return (
    <Group justify="space-between" mih={36} gap="xs">
      <Group gap="xs">
        <Text size="sm" role="status" className="table-count" fw={selection.count ? 600 : undefined}>
          {selection.count
            ? `${number(selection.count)} selected`
            : list.total === undefined
              ? ''
              : `${number(list.total)} in all`}
        </Text>
        {selection.count > 0 && (
          <>
            {canWiden && (
              <Button size="compact-sm" variant="subtle" onClick={selection.selectAllMatching}>
                Select all {number(list.total ?? 0)}
              </Button>
            )}
            {bulk?.(selection)}
            <Button size="compact-sm" variant="subtle" color="gray" onClick={selection.clear}>
              Clear
            </Button>
          </>
        )}
        {list.isRefreshing && <Loader size={16} aria-label="Refreshing" />}
      </Group>
      <Group gap="xs">
        {source && <ExportIcon {...source} />}
        <ColumnChooser columns={columns.slice(1)} {...choice} />
      </Group>
    </Group>
  );
}

interface ColumnChooserProps {
  columns: { key: string; title: string }[];
  isShown: (column: { key: string }) => boolean;
  toggle: (key: string) => void;
}

function ColumnChooser({ columns, isShown, toggle }: ColumnChooserProps) {
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md" withinPortal={false}>
      <Popover.Target>
        <Tooltip label="Columns">
          <ActionIcon variant="default" aria-label="Choose columns">
            <IconColumns3 size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="xs">
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              label={column.title}
              checked={isShown(column)}
              onChange={() => toggle(column.key)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

import { ActionIcon, Checkbox, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { type Selection } from './use-selection';

interface SelectBoxProps {
  selection: Selection;
  id: string;
  index: number;
  name: string;
}

export function SelectBox({ selection, id, index, name }: SelectBoxProps) {
  return (
    <Checkbox
      size="sm"
      aria-label={`Select ${name}`}
      checked={selection.has(id)}
      onChange={(event) => {
        // The change event of a checkbox is dispatched from its click, which knows of Shift.
        const isShift = (event.nativeEvent as MouseEvent).shiftKey;
        selection.tick(index, event.currentTarget.checked, isShift);
      }}
    />
  );
}

export function SelectAllBox({ selection, noun }: { selection: Selection; noun: string }) {
  return (
    <Checkbox
      size="sm"
      aria-label={`Select all ${noun} shown`}
      checked={selection.areAllShown}
      indeterminate={selection.areSomeShown && !selection.areAllShown}
      onChange={(event) => selection.tickAll(event.currentTarget.checked)}
    />
  );
}

export function RowMenu({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Actions for ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

import { ActionIcon, Button, Group, Menu, Select, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { ConditionRow } from './condition-row';
import { type GroupNode, isGroup, type Joins, newCondition, newGroup, type TreeNode } from './tree';
import { type Fields, groups, type Kind } from './words';

/** The server takes no deeper ones. */
const DEEPEST = 6;

const joins: Record<Joins, string> = {
  all: 'all of these are true',
  any: 'any of these is true',
  none: 'none of these is true',
  'not-all': 'not all of these are true',
};
const words: Record<Joins, string> = { all: 'and', any: 'or', none: 'or', 'not-all': 'and' };

interface GroupEditorProps {
  group: GroupNode;
  fields: Fields;
  depth: number;
  /** What it means while it is empty. */
  none?: string;
  onChange: (group: GroupNode) => void;
  /** The outermost group cannot be taken away. */
  onRemove?: () => void;
}

export function GroupEditor({ group, fields, depth, none, onChange, onRemove }: GroupEditorProps) {
  const { members } = group;
  const replace = (at: number, ...nodes: TreeNode[]) =>
    onChange({ ...group, members: members.toSpliced(at, 1, ...nodes) });
  const add = (node: TreeNode) => onChange({ ...group, members: [...members, node] });
  return (
    <div className="filter-group" role="group" aria-label={joins[group.joins]}>
      <Group gap="xs" wrap="nowrap">
        <Select
          aria-label="How these belong together"
          size="xs"
          w={210}
          data={Object.entries(joins).map(([value, label]) => ({ value, label }))}
          value={group.joins}
          onChange={(chosen) => onChange({ ...group, joins: (chosen as Joins | null) ?? 'all' })}
          allowDeselect={false}
        />
        {onRemove && (
          <ActionIcon variant="subtle" color="gray" aria-label="Remove the group" onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        )}
      </Group>
      {members.length === 0 && (
        <Text size="sm" c="dimmed">
          {onRemove ? 'Nothing is asked here yet.' : (none ?? 'Everybody: nothing is asked yet.')}
        </Text>
      )}
      <Stack component="ul" gap={6} className="plain-list">
        {members.map((node, at) => (
          <li key={node.id} className="filter-member">
            <span className="filter-word">{at > 0 && words[group.joins]}</span>
            {isGroup(node) ? (
              <GroupEditor
                group={node}
                fields={fields}
                depth={depth + 1}
                onChange={(next) => replace(at, next)}
                onRemove={() => replace(at)}
              />
            ) : (
              <ConditionRow
                node={node}
                fields={fields}
                onChange={(next) => replace(at, next)}
                onRemove={() => replace(at)}
              />
            )}
          </li>
        ))}
      </Stack>
      <Group gap="xs">
        <AddCondition fields={fields} onAdd={(kind) => add(newCondition(kind))} />
        {depth < DEEPEST && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(newGroup())}
          >
            Group
          </Button>
        )}
      </Group>
    </div>
  );
}

function AddCondition({ fields, onAdd }: { fields: Fields; onAdd: (kind: Kind) => void }) {
  const isOffered = ({ kind }: Fields['conditions'][number]) =>
    (kind !== 'segment' || fields.segments.length > 0) && (kind !== 'value' || fields.fields.length > 0);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          Condition
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={380} style={{ overflowY: 'auto' }}>
        {Object.entries(groups).map(([key, heading]) => (
          <div key={key}>
            <Menu.Label>{heading}</Menu.Label>
            {fields.conditions
              .filter((each) => each.group === key && isOffered(each))
              .map(({ kind, label }) => (
                <Menu.Item key={kind} onClick={() => onAdd(kind as Kind)}>
                  {label}
                </Menu.Item>
              ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

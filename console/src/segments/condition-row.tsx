import { ActionIcon, Select, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { ConditionEditor } from './condition-editor';
import { type ConditionNode, isFinished } from './tree';
import { type Fields } from './words';

interface ConditionRowProps {
  node: ConditionNode;
  fields: Fields;
  onChange: (node: ConditionNode) => void;
  onRemove: () => void;
}

/** One sentence: what is asked, whether it is or is not so, and what is chosen. */
export function ConditionRow({ node, fields, onChange, onRemove }: ConditionRowProps) {
  const { condition, isNot } = node;
  const label = fields.conditions.find(({ kind }) => kind === condition.kind)?.label ?? condition.kind;
  return (
    <div
      className="filter-condition"
      role="group"
      aria-label={label}
      data-unfinished={!isFinished(condition) || undefined}
    >
      <Text size="sm" fw={600} className="filter-label">
        {label}
      </Text>
      <Select
        aria-label={`${label}: is or is not`}
        size="xs"
        className="filter-is"
        data={[
          { value: 'is', label: 'is' },
          { value: 'not', label: 'is not' },
        ]}
        value={isNot ? 'not' : 'is'}
        onChange={(chosen) => onChange({ ...node, isNot: chosen === 'not' })}
        allowDeselect={false}
      />
      <div className="filter-parts">
        <ConditionEditor
          condition={condition}
          fields={fields}
          onChange={(changed) => onChange({ ...node, condition: changed })}
        />
      </div>
      <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${label}`} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

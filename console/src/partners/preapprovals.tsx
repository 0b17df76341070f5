import { ActionIcon, Button, Fieldset, Group, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type Schema } from '../api/client';
import { levels } from '../co-sponsors/words';
import { TopicSelect } from '../parts/topics';
import { optionsOf } from './words';

type Preapproval = Schema<'PreapprovalForm'>;

interface PreapprovalsProps {
  defaultValue?: Preapproval[];
  onChange?: (rows: Preapproval[]) => void;
  error?: string;
}

/** What an organization need not be asked about again: a topic at a level of government, either of them any. */
export function Preapprovals({ defaultValue = [], onChange, error }: PreapprovalsProps) {
  const [rows, setRows] = useState(defaultValue);
  const put = (next: Preapproval[]) => {
    setRows(next);
    onChange?.(next);
  };
  const change = (at: number, changes: Partial<Preapproval>) =>
    put(rows.map((row, place) => (place === at ? { ...row, ...changes } : row)));
  return (
    <Fieldset legend="Approved beforehand">
      <Stack gap="sm">
        {rows.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing: it is asked each time.
          </Text>
        )}
        {rows.map((row, at) => (
          <Group key={at} align="flex-end" gap="xs" wrap="nowrap">
            <TopicSelect
              label="Topic"
              none="Any topic"
              value={row.topic_id}
              onChange={(topic_id) => change(at, { topic_id })}
              flex={1}
            />
            <Select
              label="Level"
              allowDeselect={false}
              data={optionsOf(levels)}
              value={row.level}
              onChange={(level) => change(at, { level: level as Preapproval['level'] })}
              flex={1}
            />
            <ActionIcon
              variant="subtle"
              color="red"
              size="lg"
              aria-label={`Remove approval ${at + 1}`}
              onClick={() => put(rows.filter((_row, place) => place !== at))}
            >
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {error && (
          <Text size="sm" c="red">
            {error}
          </Text>
        )}
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => put([...rows, { topic_id: null, level: '' }])}
          >
            Add an approval
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  );
}

import { Card, Group, Select, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { CopyField } from '../parts/copy-field';
import { useFormat } from '../parts/format';
import { type DecisionRecord } from './words';

/** The words that are answered now, or those of a version before, with the fingerprint of what was frozen. */
export function DecisionText({ decision }: { decision: DecisionRecord }) {
  const { dateTime } = useFormat();
  const [chosen, choose] = useState<string | null>(null);
  const { versions } = decision;
  const shown = versions.find(({ version }) => String(version) === chosen) ?? versions[0];
  if (!shown) return null;
  return (
    <Card component="section" aria-labelledby="decision-text">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="decision-text">
          Proposal
        </Title>
        {versions.length > 1 && (
          <Select
            aria-label="Version"
            size="xs"
            w={150}
            allowDeselect={false}
            value={String(shown.version)}
            data={versions.map(({ version }) => ({ value: String(version), label: `Version ${version}` }))}
            onChange={choose}
          />
        )}
      </Group>
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {shown.text}
      </Text>
      <Text size="xs" c="dimmed" mt="md">
        {shown.frozen_at
          ? `Frozen ${dateTime(shown.frozen_at)}, when the first answer came.`
          : 'Nobody has answered yet, so the words may still change.'}
      </Text>
      {shown.text_hash && <CopyField label="SHA-256 of these words" value={shown.text_hash} />}
    </Card>
  );
}

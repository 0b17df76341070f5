import { Card, List, SimpleGrid, Text } from '@mantine/core';
import { useFormat } from '../parts/format';
import { TellsStatus } from '../people/status-warning';
import { type Import, outcomes, type Outcome } from './words';

const COUNTED: { outcome: Outcome; key: Exclude<keyof NonNullable<Import['counts']>, 'status_columns'> }[] = [
  { outcome: 'new', key: 'new' },
  { outcome: 'updated', key: 'updated' },
  { outcome: 'unchanged', key: 'unchanged' },
  { outcome: 'possible-duplicate', key: 'possible_duplicate' },
  { outcome: 'repeated', key: 'repeated' },
  { outcome: 'rejected', key: 'rejected' },
];

/** Rows by what becomes, or became, of them. */
export function ImportCounts({ it: { counts, state, rules } }: { it: Import }) {
  const { number } = useFormat();
  if (!counts) return null;
  const isAhead = state === 'checked';
  return (
    <section aria-label={isAhead ? 'What would become of the rows' : 'What became of the rows'}>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        {COUNTED.map(({ outcome, key }) => (
          <Card key={key} padding="sm">
            <Text size="sm" c="dimmed">
              {outcomes[outcome].label}
            </Text>
            <Text className="figures" fz={24} fw={700} lh={1.4}>
              {number(counts[key])}
            </Text>
            <Text size="xs" c="dimmed">
              {outcomes[outcome].means}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
      {counts.stay_unsubscribed > 0 && (
        <Text size="sm" mt="xs">
          Stay unsubscribed: {number(counts.stay_unsubscribed)}. They left before, or their address is
          suppressed, and no file changes that.
        </Text>
      )}
      {counts.to_confirm > 0 && (
        <Text size="sm" mt="xs">
          Must confirm by a click in their own mail: {number(counts.to_confirm)}.{' '}
          {rules.opt_in === 'ask'
            ? isAhead
              ? 'Each gets one mail that asks, and nothing else until they click.'
              : 'Each was asked by one mail, unless they had been asked before.'
            : 'They come unsubscribed, and nobody asks them.'}
        </Text>
      )}
      {counts.unknown_organizations > 0 && (
        <Text size="sm" mt="xs">
          Organizations that were not here: {number(counts.unknown_organizations)}.{' '}
          {rules.new_organizations === 'add' ? 'They are added as prospects.' : 'They are left out.'}
        </Text>
      )}
      {counts.with_remarks > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          Taken but for a cell that could not be read: {number(counts.with_remarks)}. These rows stand in the
          file of rows to mend, too.
        </Text>
      )}
      {isAhead && counts.status_columns.length > 0 && (
        <TellsStatus>
          <List size="sm" mb="xs">
            {counts.status_columns.map(({ heading, rows }) => (
              <List.Item key={heading}>
                “{heading}” in {number(rows)} {rows === 1 ? 'row' : 'rows'}
              </List.Item>
            ))}
          </List>
          Ignore the column, or take these words out of the file and load it again.{' '}
        </TellsStatus>
      )}
    </section>
  );
}

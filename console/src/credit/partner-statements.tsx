import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { CompareList } from './compare-list';
import { deeds, type Deeds, type Statement } from './words';

/** The partner's months, as they were frozen: what it is told, and can hand on to its board and funders. */
export function PartnerStatements({ partnerId }: { partnerId: string }) {
  const session = useSession();
  const params = { path: { id: partnerId } };
  const statements = api.useQuery('get', '/api/v1/partners/{id}/statements', { params });
  const mayCompare = can(session, 'credit.match');
  if (statements.data?.data.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="partner-statements">
      <Title order={2} id="partner-statements" mb="xs">
        Statements
      </Title>
      {statements.isLoadingError && (
        <LoadFailure error={statements.error} onRetry={() => void statements.refetch()} headingOrder={3} />
      )}
      <Stack gap="sm" component="ul" className="plain-list">
        {statements.data?.data.map((statement) => (
          <li key={statement.id}>
            <Month statement={statement} />
            {mayCompare && statement.match === null && (
              <CompareList partnerId={partnerId} month={statement.month} />
            )}
          </li>
        ))}
      </Stack>
    </Card>
  );
}

function Month({ statement: { month, figures, match, url } }: { statement: Statement }) {
  const { number, locale } = useFormat();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const say = (count: number | null) => (count === null ? 'fewer than 5' : number(count));
  const kinds = Object.keys(deeds) as (keyof Deeds)[];
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {name.format(new Date(`${month}T00:00:00Z`))}
        </Text>
        <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
          One page to hand on
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed">
        {kinds
          .filter((kind) => figures.first[kind] !== 0 || figures.last[kind] !== 0)
          .map((kind) => `${deeds[kind]}: ${say(figures.first[kind])} first, ${say(figures.last[kind])} last`)
          .join(' · ') || 'Nothing came by its links.'}
      </Text>
      {match && (
        <Text size="xs" c="dimmed">
          About {number(match.new)} of about {number(match.asked)} people were not on its own list.
        </Text>
      )}
    </>
  );
}

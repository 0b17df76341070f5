import { Button, Card, Center, Group, Skeleton, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode } from 'react';
import { api } from '../api/client';
import { keyset, keysetList } from '../api/keyset';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { type PersonPartProps } from '../people/person-screen';
import { TieDrawer } from './tie-drawer';
import { TieRows } from './tie-rows';

/** Which officials somebody knows. */
export function PersonTies({ person, mayWrite }: PersonPartProps) {
  const [isAdding, adding] = useDisclosure(false);
  const params = { path: { id: person.id } };
  const ties = api.useQuery('get', '/api/v1/people/{id}/official-ties', { params });
  return (
    <TiesCard
      title="Officials they know"
      action={
        mayWrite && (
          <Button variant="subtle" size="compact-sm" onClick={adding.open}>
            Add one
          </Button>
        )
      }
    >
      {ties.isLoadingError && (
        <LoadFailure error={ties.error} onRetry={() => void ties.refetch()} headingOrder={3} />
      )}
      {ties.data?.data.length === 0 && <Nobody text="None that we know of." />}
      {ties.data && ties.data.data.length > 0 && (
        <TieRows
          label="Officials they know"
          ties={ties.data.data}
          name={(tie) => ({ label: tie.official_name, to: `/officials/${tie.official_id}` })}
          mayWrite={mayWrite}
        />
      )}
      {isAdding && <TieDrawer personId={person.id} onClose={adding.close} />}
    </TiesCard>
  );
}

/** Who of one's own people knows an official; nothing for who may not read people. */
export function OfficialTies({ officialId }: { officialId: string }) {
  return can(useSession(), 'people.read') ? <KnownBy officialId={officialId} /> : null;
}

function KnownBy({ officialId }: { officialId: string }) {
  const session = useSession();
  const params = { path: { id: officialId }, query: { limit: 20 } };
  const ties = keysetList(api.useInfiniteQuery('get', '/api/v1/officials/{id}/ties', { params }, keyset));
  return (
    <TiesCard title="Who knows them">
      {ties.error && !ties.rows ? (
        <LoadFailure error={ties.error} onRetry={ties.retry} headingOrder={3} />
      ) : !ties.rows ? (
        <Skeleton h={60} />
      ) : ties.rows.length === 0 ? (
        <Nobody text="Nobody of your people that we know of. It is noted on a person’s record." />
      ) : (
        <TieRows
          label="Who knows them"
          ties={ties.rows}
          name={(tie) => ({ label: tie.person_name, to: `/people/${tie.person_id}` })}
          mayWrite={can(session, 'people.write')}
        />
      )}
      {ties.hasMore && (
        <Center mt="sm">
          <Button variant="default" size="sm" loading={ties.isLoadingMore} onClick={ties.showMore}>
            Show more
          </Button>
        </Center>
      )}
    </TiesCard>
  );
}

function TiesCard({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <Card component="section" aria-labelledby="ties">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="ties">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Card>
  );
}

function Nobody({ text }: { text: string }) {
  return (
    <Text size="sm" c="dimmed">
      {text}
    </Text>
  );
}

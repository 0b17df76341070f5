import { Anchor, Card, Skeleton, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Schema } from '../api/client';
import { useOpenable } from '../frame/use-sections';
import { RelativeTime } from '../parts/values';
import { phraseOf } from './deeds';

type Deed = Schema<'DeedResource'>;

/** What people did last. */
export function Recent({ deeds }: { deeds: Deed[] | undefined }) {
  return (
    <Card component="section" aria-labelledby="recent">
      <Title order={2} id="recent" mb="xs">
        Recent activity
      </Title>
      {!deeds && <Skeleton h={160} />}
      {deeds?.length === 0 && (
        <Text size="sm" c="dimmed">
          Signatures, sign-ups and letters show up here as they come in.
        </Text>
      )}
      <ol className="plain-list">
        {deeds?.map((deed) => (
          <Row key={deed.id} deed={deed} />
        ))}
      </ol>
    </Card>
  );
}

function Row({ deed: { at, did, person, what } }: { deed: Deed }) {
  const href = useOpenable()(`/people/${person?.id ?? ''}`);
  const name = person?.name || 'Someone';
  return (
    <li className="home-row">
      <Text size="sm" component="div">
        {person && href ? (
          <Anchor component={Link} to={href} inherit fw={600}>
            {name}
          </Anchor>
        ) : (
          <strong>{name}</strong>
        )}{' '}
        {phraseOf(did)} {what.title}
      </Text>
      <Text size="xs" c="dimmed" flex="none">
        <RelativeTime value={at} />
      </Text>
    </li>
  );
}

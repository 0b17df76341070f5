import { Anchor, Badge, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { Board } from '../parts/board';
import { useFormat } from '../parts/format';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { useMoveCommitment } from './use-move';
import { kinds, states, type Commitment, type CommitmentState } from './words';

const stages = (Object.keys(states) as CommitmentState[]).map((key) => ({ key, label: states[key] }));
const MOST = 200;

interface AsksBoardProps {
  query: { campaign_id?: string; owner_id?: string; is_overdue?: 'true' };
}

/** What partners were asked for, as cards by how far it is; those due soonest at the top. */
export function AsksBoard({ query }: AsksBoardProps) {
  const session = useSession();
  const params = { query: { ...query, limit: MOST } };
  const asks = api.useQuery('get', '/api/v1/commitments', { params });
  const { mutate } = useMoveCommitment();
  if (asks.isLoadingError)
    return <LoadFailure error={asks.error} onRetry={() => void asks.refetch()} what="The board" />;
  if (!asks.data) return <Skeleton h={320} />;
  return (
    <>
      <Board
        label="Asks by state"
        stages={stages}
        rows={asks.data.data}
        stageOf={({ state }) => state}
        nameOf={({ partner_name, kind }) => `${partner_name}, ${kinds[kind].toLowerCase()},`}
        onMove={can(session, 'partners.write') ? (commitment, to) => mutate({ commitment, to }) : undefined}
        renderCard={(commitment) => <AskCard commitment={commitment} />}
      />
      {asks.data.next !== null && (
        <Text size="sm" c="dimmed" mt="sm">
          The {MOST} that are due first are shown.
        </Text>
      )}
    </>
  );
}

function AskCard({ commitment }: { commitment: Commitment }) {
  const { account } = useSession();
  const { day } = useFormat();
  const { partner_id, partner_name, kind, details, due_on, campaign_title } = commitment;
  return (
    <>
      <Anchor component={Link} to={`/partners/${partner_id}`} size="sm" fw={600} draggable={false}>
        {partner_name}
      </Anchor>
      <Text size="sm">{[kinds[kind], details].filter(Boolean).join(': ')}</Text>
      <Text size="xs" c="dimmed">
        {[campaign_title && localized(campaign_title, account.locale), due_on && `due ${day(due_on)}`]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {commitment.is_overdue && (
        <Badge size="xs" color="red">
          overdue
        </Badge>
      )}
    </>
  );
}

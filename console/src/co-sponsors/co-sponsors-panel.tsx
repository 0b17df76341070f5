import { Skeleton, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../api/client';
import { LoadFailure } from '../parts/load-failure';
import { ActionTermsCard } from './action-terms-card';
import { Candidates } from './candidates';
import { NamedPartners } from './named-partners';
import { type ActionCoSponsors, type ActionKind } from './words';

export interface CoSponsorsPartProps {
  action: { action_kind: ActionKind; action_id: string };
  found: ActionCoSponsors;
  mayWrite: boolean;
  onChanged: () => Promise<void>;
}

interface CoSponsorsPanelProps {
  kind: ActionKind;
  id: string;
  mayWrite: boolean;
}

/** Who stands beside a petition, event or letter, and who could. */
export function CoSponsorsPanel({ kind, id, mayWrite }: CoSponsorsPanelProps) {
  const queries = useQueryClient();
  const action = { action_kind: kind, action_id: id };
  const found = api.useQuery('get', '/api/v1/co-sponsors', { params: { query: action } });
  if (found.isLoadingError)
    return <LoadFailure error={found.error} onRetry={() => void found.refetch()} what="The partners" />;
  if (!found.data) return <Skeleton h={240} />;
  const props: CoSponsorsPartProps = {
    action,
    found: found.data,
    mayWrite,
    onChanged: () => queries.invalidateQueries({ queryKey: ['get', '/api/v1/co-sponsors'] }),
  };
  return (
    <Stack gap="md" maw={900}>
      <NamedPartners {...props} />
      <ActionTermsCard
        key={JSON.stringify([found.data.is_lobbying, found.data.topic_id, found.data.level])}
        {...props}
      />
      <Candidates {...props} />
    </Stack>
  );
}

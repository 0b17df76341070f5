import { Select, type SelectProps } from '@mantine/core';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { localized } from '../parts/localized';
import { states } from './words';

interface CampaignSelectProps extends Omit<SelectProps, 'data'> {
  /** Whose action it is. Its own campaigns are offered, and those that its network has published. */
  ownerId: string;
}

/** What an action is part of. Not shown where there is no campaign to choose. */
export function CampaignSelect({ ownerId, value, ...select }: CampaignSelectProps) {
  const session = useSession();
  const mayRead = can(session, 'campaigns.read');
  const params = { query: { limit: 200 } };
  const campaigns = api.useQuery('get', '/api/v1/campaigns', { params }, { enabled: mayRead });
  const data = (campaigns.data?.data ?? [])
    .filter(
      ({ id, owner_id, state }) =>
        id === value || ([ownerId, session.network.id].includes(owner_id) && state !== 'ended'),
    )
    .map(({ id, title, owner_id, owner_name, state }) => ({
      value: id,
      label: [
        localized(title, session.account.locale),
        owner_id !== ownerId && owner_name,
        state !== 'live' && states[state].label.toLowerCase(),
      ]
        .filter(Boolean)
        .join(' · '),
    }));
  if (data.length === 0) return null;
  return (
    <Select
      label="Part of the campaign"
      placeholder="None"
      clearable
      searchable
      clearButtonProps={{ 'aria-label': 'Take it out of the campaign' }}
      data={data}
      value={value}
      {...select}
    />
  );
}

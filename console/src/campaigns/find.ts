import { http } from '../api/client';
import { type Hit } from '../frame/search-sources';
import { localized } from '../parts/localized';
import { states } from './words';

/** Campaigns for the search box. */
export async function findCampaigns(q: string, signal: AbortSignal): Promise<Hit[]> {
  const { data } = await http.GET('/api/v1/campaigns', { params: { query: { q, limit: 5 } }, signal });
  return (data?.data ?? []).map((campaign) => ({
    id: campaign.id,
    title: localized(campaign.title, 'en'),
    detail: `${states[campaign.state].label} · ${campaign.owner_name}`,
    href: `/campaigns/${campaign.id}`,
  }));
}

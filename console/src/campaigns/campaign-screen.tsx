import { Badge, Group, Skeleton, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { CampaignAsks } from '../commitments/campaign-asks';
import { KitPanel } from '../kits/kit-panel';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { CampaignActions } from './campaign-actions';
import { CampaignEditor } from './campaign-editor';
import { CampaignStateActions } from './campaign-state-actions';
import { TABS, type CampaignTab } from './routes';
import { states, type Campaign } from './words';

export interface CampaignPartProps {
  campaign: Campaign;
  /** Takes the campaign that every change answers with. */
  onChanged: (campaign: Campaign) => void;
}

const LABELS: Record<CampaignTab, string> = {
  actions: 'Actions',
  asks: 'Asks',
  content: 'Content',
  kit: 'Kit',
};

/** One campaign: what hangs on it and how far that is, and what its page says. */
export function CampaignScreen() {
  const { id } = useParams({ from: '/campaigns/$id' });
  const { tab = 'actions' } = useSearch({ from: '/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const { account } = useSession();
  const campaign = api.useQuery('get', '/api/v1/campaigns/{id}', { params: { path: { id } } });
  const kit = api.useQuery('get', '/api/v1/campaigns/{id}/kit', { params: { path: { id } } });
  const keep = useKeepCampaign(id);
  if (campaign.isLoadingError)
    return (
      <LoadFailure
        error={campaign.error}
        onRetry={() => void campaign.refetch()}
        what="The campaign"
        headingOrder={1}
      />
    );
  if (!campaign.data) return <Skeleton h={400} />;
  const { data } = campaign;
  const props: CampaignPartProps = { campaign: data, onChanged: keep };
  const standing = kit.data?.publishing || kit.data?.copy ? kit.data : undefined;
  return (
    <>
      <PageHeader
        title={localized(data.title, account.locale)}
        back={{ label: 'Campaigns', to: '/campaigns' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={states[data.state].tone}>{states[data.state].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={data.owner_name}
        actions={<CampaignStateActions {...props} />}
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ search: { tab: TABS.find((each) => each === next) }, replace: true })
        }
      >
        <Tabs.List mb="md" aria-label="Parts of the campaign">
          {TABS.filter((each) => each !== 'kit' || standing).map((each) => (
            <Tabs.Tab key={each} value={each}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="actions">
          <CampaignActions campaign={data} />
        </Tabs.Panel>
        <Tabs.Panel value="asks">
          <CampaignAsks campaign={data} />
        </Tabs.Panel>
        <Tabs.Panel value="content">
          <CampaignEditor key={data.id} {...props} />
        </Tabs.Panel>
        {standing && (
          <Tabs.Panel value="kit">
            <KitPanel campaign={data} standing={standing} />
          </Tabs.Panel>
        )}
      </Tabs>
    </>
  );
}

function useKeepCampaign(id: string) {
  const queries = useQueryClient();
  return (campaign: Campaign) => {
    queries.setQueryData(['get', '/api/v1/campaigns/{id}', { params: { path: { id } } }], campaign);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/campaigns'] });
  };
}

import './letters.css';
import { Alert, Badge, Group, Skeleton, Stack, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { CoSponsorsPanel } from '../co-sponsors/co-sponsors-panel';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { ActionFunnel } from '../funnel/action-funnel';
import { useFormat } from '../parts/format';
import { MessagesPanel } from '../messages/messages-panel';
import { LoadFailure } from '../parts/load-failure';
import { localized } from '../parts/localized';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { LetterEditor } from './letter-editor';
import { LetterList } from './letter-list';
import { LetterStateActions } from './letter-state-actions';
import { TABS, type LetterTab } from './routes';
import { states, type LetterCampaign } from './words';

export interface LetterPartProps {
  campaign: LetterCampaign;
  mayWrite: boolean;
  /** Takes the campaign that every change answers with. */
  onChanged: (campaign: LetterCampaign) => void;
}

const LABELS: Record<LetterTab, string> = {
  content: 'Content',
  letters: 'Letters',
  messages: 'Messages',
  partners: 'Partners',
};

/** One letter campaign: its words and targets, and what supporters wrote. */
export function LetterScreen() {
  const { id } = useParams({ from: '/letters/$id' });
  const { tab = 'content' } = useSearch({ from: '/letters/$id' });
  const navigate = useNavigate({ from: '/letters/$id' });
  const session = useSession();
  const { number } = useFormat();
  const campaign = api.useQuery('get', '/api/v1/letter-campaigns/{id}', { params: { path: { id } } });
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
  const props: LetterPartProps = { campaign: data, mayWrite: can(session, 'letters.write'), onChanged: keep };
  return (
    <>
      <PageHeader
        title={localized(data.title, session.account.locale)}
        back={{ label: 'Letters', to: '/letters' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={states[data.state].tone}>{states[data.state].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={
          data.state === 'draft'
            ? data.owner_name
            : `${data.owner_name} · ${number(data.confirmed_count)} confirmed · ${number(data.sent_count)} sent to officials`
        }
        actions={<LetterStateActions {...props} />}
      />
      {data.sink_address && (
        <Alert
          color={data.is_test_mode ? 'orange' : 'gray'}
          mb="md"
          title={data.is_test_mode ? 'Test mode' : 'Practice'}
        >
          {data.is_test_mode
            ? `Every letter goes to ${data.sink_address}, and none to an official.`
            : `No real official gets a letter of this campaign: theirs go to ${data.sink_address}.`}
        </Alert>
      )}
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ search: { tab: TABS.find((each) => each === next) }, replace: true })
        }
      >
        <Tabs.List mb="md" aria-label="Parts of the campaign">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="content">
          <LetterEditor key={data.id} {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="letters">
          <Stack gap="md">
            {can(session, 'campaigns.read') && <ActionFunnel kind="letter" id={data.id} />}
            <LetterList campaignId={data.id} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <MessagesPanel kind="letter" id={data.id} mayWrite={can(session, 'campaigns.write')} />
        </Tabs.Panel>
        <Tabs.Panel value="partners">
          <CoSponsorsPanel kind="letter" id={data.id} mayWrite={can(session, 'campaigns.write')} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function useKeepCampaign(id: string) {
  const queries = useQueryClient();
  return (campaign: LetterCampaign) => {
    queries.setQueryData(['get', '/api/v1/letter-campaigns/{id}', { params: { path: { id } } }], campaign);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/letter-campaigns'] });
  };
}

import { Badge, Group, Skeleton, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { CoSponsorsPanel } from '../co-sponsors/co-sponsors-panel';
import { useFormat } from '../parts/format';
import { MessagesPanel } from '../messages/messages-panel';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { PetitionEditor } from './petition-editor';
import { PetitionShare } from './petition-share';
import { PetitionSignatures } from './petition-signatures';
import { PetitionStateActions } from './petition-state-actions';
import { TABS, type PetitionTab } from './routes';
import { states, titleOf, type Petition } from './words';

export interface PetitionPartProps {
  petition: Petition;
  mayWrite: boolean;
  /** Takes the petition that every change answers with. */
  onChanged: (petition: Petition) => void;
}

const LABELS: Record<PetitionTab, string> = {
  content: 'Content',
  signatures: 'Signatures',
  messages: 'Messages',
  partners: 'Partners',
  share: 'Share',
};

/** One petition: its words and how they look, who signed, and how to spread it. */
export function PetitionScreen() {
  const { id } = useParams({ from: '/petitions/$id' });
  const { tab = 'content' } = useSearch({ from: '/petitions/$id' });
  const navigate = useNavigate({ from: '/petitions/$id' });
  const session = useSession();
  const { number } = useFormat();
  const petition = api.useQuery('get', '/api/v1/petitions/{id}', { params: { path: { id } } });
  const keep = useKeepPetition(id);
  if (petition.isLoadingError)
    return (
      <LoadFailure
        error={petition.error}
        onRetry={() => void petition.refetch()}
        what="The petition"
        headingOrder={1}
      />
    );
  if (!petition.data) return <Skeleton h={400} />;
  const { data } = petition;
  const props: PetitionPartProps = {
    petition: data,
    mayWrite: can(session, 'petitions.write'),
    onChanged: keep,
  };
  return (
    <>
      <PageHeader
        title={titleOf(data)}
        back={{ label: 'Petitions', to: '/petitions' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={states[data.state].tone}>{states[data.state].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={
          data.state === 'draft'
            ? data.owner_name
            : `${data.owner_name} · ${number(data.confirmed_count)} of ${number(data.goal)} confirmed · text ${data.version}`
        }
        actions={props.mayWrite && <PetitionStateActions {...props} />}
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ search: { tab: TABS.find((each) => each === next) }, replace: true })
        }
      >
        <Tabs.List mb="md" aria-label="Parts of the petition">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="content">
          <PetitionEditor key={data.id} {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="signatures">
          <PetitionSignatures petition={data} />
        </Tabs.Panel>
        <Tabs.Panel value="messages">
          <MessagesPanel kind="petition" id={data.id} mayWrite={can(session, 'campaigns.write')} />
        </Tabs.Panel>
        <Tabs.Panel value="partners">
          <CoSponsorsPanel kind="petition" id={data.id} mayWrite={can(session, 'campaigns.write')} />
        </Tabs.Panel>
        <Tabs.Panel value="share">
          <PetitionShare petition={data} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function useKeepPetition(id: string) {
  const queries = useQueryClient();
  return (petition: Petition) => {
    queries.setQueryData(['get', '/api/v1/petitions/{id}', { params: { path: { id } } }], petition);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/petitions'] });
  };
}

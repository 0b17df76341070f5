import { Badge, Group, Skeleton, Tabs } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { api } from '../api/client';
import { can, useSession } from '../api/session';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { JourneyActions } from './journey-actions';
import { JourneyPeople } from './journey-people';
import { JourneySteps } from './journey-steps';
import { TABS, type JourneyTab } from './routes';
import { states, triggerOf, type Journey } from './words';

const LABELS: Record<JourneyTab, string> = { steps: 'Steps', people: 'People' };

/** One automation: its steps with what they came to, and who is under way. */
export function JourneyScreen() {
  const { id } = useParams({ from: '/journeys/$id' });
  const { tab = 'steps' } = useSearch({ from: '/journeys/$id' });
  const navigate = useNavigate({ from: '/journeys/$id' });
  const session = useSession();
  const queries = useQueryClient();
  const journey = api.useQuery('get', '/api/v1/journeys/{id}', { params: { path: { id } } });
  const keep = (changed: Journey) => {
    queries.setQueryData(['get', '/api/v1/journeys/{id}', { params: { path: { id } } }], changed);
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/journeys'] });
    void queries.invalidateQueries({ queryKey: ['get', '/api/v1/journeys/{id}/figures'] });
  };
  if (journey.isLoadingError)
    return (
      <LoadFailure
        error={journey.error}
        onRetry={() => void journey.refetch()}
        what="The journey"
        headingOrder={1}
      />
    );
  if (!journey.data) return <Skeleton h={400} />;
  const { data } = journey;
  return (
    <>
      <PageHeader
        title={data.name}
        back={{ label: 'Journeys', to: '/journeys' }}
        badge={
          <Group gap="xs">
            <StatusBadge tone={states[data.state].tone}>{states[data.state].label}</StatusBadge>
            {data.is_practice && <Badge>practice</Badge>}
          </Group>
        }
        detail={`${data.owner_name} · ${triggerOf(data)}${data.repeats ? ', each time' : ''}`}
        actions={can(session, 'mailings.write') && <JourneyActions journey={data} onChanged={keep} />}
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          void navigate({ search: { tab: TABS.find((each) => each === next) }, replace: true })
        }
      >
        <Tabs.List mb="md" aria-label="Parts of the journey">
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {LABELS[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="steps">
          <JourneySteps key={`${data.id}.${data.version}`} journey={data} onChanged={keep} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <JourneyPeople journey={data} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

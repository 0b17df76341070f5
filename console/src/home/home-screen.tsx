import './home.css';
import { Stack } from '@mantine/core';
import { api } from '../api/client';
import { useSession } from '../api/session';
import { useChapter } from '../frame/use-chapter';
import { LoadFailure } from '../parts/load-failure';
import { PageHeader } from '../parts/page-header';
import { StatusBadge } from '../parts/status-badge';
import { ActionsByWeek } from './actions-by-week';
import { Attention } from './attention';
import { Figures } from './figures';
import { GetStarted } from './get-started';
import { greeting } from './greeting';
import { Recent } from './recent';
import { Today } from './today';

const REFRESH_MS = 60_000;

export function HomeScreen() {
  const { account, network, practice } = useSession();
  const { chapter } = useChapter();
  const home = api.useQuery(
    'get',
    '/api/v1/home',
    { params: { query: { chapter_id: chapter?.id } } },
    { refetchInterval: REFRESH_MS },
  );
  const { data } = home;
  const [firstName] = account.name.split(' ');
  return (
    <>
      <PageHeader
        title={`${greeting(new Date())}, ${firstName}`}
        detail={chapter?.name ?? network.name}
        badge={practice && <StatusBadge tone="active">practice</StatusBadge>}
      />
      {home.isLoadingError ? (
        <LoadFailure error={home.error} onRetry={() => void home.refetch()} what="The overview" />
      ) : (
        <Stack gap="lg">
          {data && <GetStarted steps={data.steps} />}
          <Figures home={data} />
          <div className="home-columns">
            <Stack gap="lg" miw={0}>
              <ActionsByWeek weeks={data?.weeks} />
              <Recent deeds={data?.recent} />
            </Stack>
            <Stack gap="lg" miw={0} className="home-side">
              <Today home={data} />
              <Attention items={data?.attention} />
            </Stack>
          </div>
        </Stack>
      )}
    </>
  );
}

import { http } from '../api/client';
import { type RunningJob } from '../frame/running-jobs';
import { loadKinds, type Load } from './words';

const RECENT = 5;
/** How long a load that has ended stays in the tray. */
const ENDED_MS = 10 * 60_000;

const states = { queued: 'waiting', running: 'running', finished: 'done', failed: 'failed' } as const;

/** Loads of officials, districts and ZIP codes for the jobs tray. */
export async function runningLoads(signal: AbortSignal): Promise<RunningJob[]> {
  const { data } = await http.GET('/api/v1/reference-imports', {
    params: { query: { limit: RECENT } },
    signal,
  });
  return (data?.data ?? []).filter(isFresh).map((load) => ({
    id: load.id,
    title: `${loadKinds[load.kind]}: ${load.title}`,
    state: states[load.state],
    doneCount: load.done_count,
    totalCount: load.total_count ?? 0,
    href: '/officials?view=imports',
  }));
}

function isFresh({ finished_at }: Load): boolean {
  return finished_at === null || Date.now() - new Date(finished_at).getTime() < ENDED_MS;
}

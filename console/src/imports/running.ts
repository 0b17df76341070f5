import { http } from '../api/client';
import { type RunningJob } from '../frame/running-jobs';
import { type Import, type ImportState } from './words';

const RECENT = 10;

const shown: Partial<Record<ImportState, RunningJob['state']>> = {
  checking: 'running',
  running: 'running',
  stopping: 'running',
  undoing: 'running',
};

/** Imports under way, for the tray. */
export async function runningImports(signal: AbortSignal): Promise<RunningJob[]> {
  const { data } = await http.GET('/api/v1/imports', { params: { query: { limit: RECENT } }, signal });
  return (data?.data ?? []).flatMap((it) => {
    const state = shown[it.state];
    return state ? [asJob(it, state)] : [];
  });
}

function asJob(it: Import, state: RunningJob['state']): RunningJob {
  const params = { path: { id: it.id } };
  return {
    id: it.id,
    title: it.name,
    state,
    doneCount: it.done_rows,
    totalCount: it.total_rows,
    href: `/imports/${it.id}`,
    ...(it.state === 'running' && {
      stop: async () => void (await http.POST('/api/v1/imports/{id}/cancellation', { params })),
    }),
  };
}

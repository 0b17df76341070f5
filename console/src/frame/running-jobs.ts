import { useQueries } from '@tanstack/react-query';
import { type Section } from '../section';

/** A long job (sending, import, export, merge) as the tray shows it. Counts are in the job's own unit. */
export interface RunningJob {
  id: string;
  title: string;
  state: 'waiting' | 'running' | 'paused' | 'done' | 'failed';
  doneCount: number;
  totalCount: number;
  /** Path of the console that shows it in full. */
  href: string;
  pause?: () => Promise<void>;
  resume?: () => Promise<void>;
  stop?: () => Promise<void>;
}

// Quick while something moves, slow while nothing does: the tray is open on every screen, all day.
const BUSY_INTERVAL_MS = 5_000;
const IDLE_INTERVAL_MS = 30_000;

const isMoving = (job: RunningJob) => job.state === 'running' || job.state === 'waiting';

/** The long jobs of all sections. They belong to the server: leaving the page does not touch them. */
export function useRunningJobs(sections: Section[]) {
  const sources = sections.flatMap(({ label, running }) => (running ? [{ label, running }] : []));
  const answers = useQueries({
    queries: sources.map(({ label, running }) => ({
      queryKey: ['running-jobs', label],
      queryFn: ({ signal }: { signal: AbortSignal }) => running(signal),
      refetchInterval: (query: { state: { data?: RunningJob[] } }) =>
        query.state.data?.some(isMoving) ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS,
    })),
  });
  const jobs = answers.flatMap(({ data }) => data ?? []);
  return {
    hasSources: sources.length > 0,
    jobs,
    movingCount: jobs.filter(isMoving).length,
    hasFailed: answers.some(({ isError }) => isError),
  };
}

import { http } from '../api/client';
import { type RunningJob } from '../frame/running-jobs';
import { type MailingState, type Summary } from './words';

const SHOWN: readonly MailingState[] = ['held', 'preparing', 'sending', 'paused'];
const shown: Partial<Record<MailingState, RunningJob['state']>> = {
  held: 'paused',
  preparing: 'waiting',
  sending: 'running',
  paused: 'paused',
};

/** Mailings under way, for the tray. */
export async function runningMailings(signal: AbortSignal): Promise<RunningJob[]> {
  const answers = await Promise.all(
    SHOWN.map((state) => http.GET('/api/v1/mailings', { params: { query: { state, limit: 10 } }, signal })),
  );
  return answers.flatMap(({ data }) => data?.data ?? []).map(asJob);
}

function asJob({ id, name, state, sent_count, audience_count }: Summary): RunningJob {
  const params = { path: { id } };
  return {
    id,
    title: name,
    state: shown[state] ?? 'done',
    doneCount: sent_count,
    totalCount: audience_count ?? 0,
    href: `/mailings/${id}`,
    ...(state === 'sending' && {
      pause: async () => void (await http.POST('/api/v1/mailings/{id}/pause', { params })),
    }),
    ...(state === 'paused' && {
      resume: async () => void (await http.POST('/api/v1/mailings/{id}/resumption', { params })),
    }),
  };
}

import { job } from '../platform/jobs/job.js';

/** Mails of their own (receipts, confirmations, resets): hands over what is due. */
export const sendPost = job('email.sendPost', { lane: 'transactional' });

/** The same by another relay than that of SMTP_URL: shares of its own, so that one that hangs leaves room in the lane. */
export const sendPostBy = job<{ relay: string; share: number }>('email.sendPostBy', {
  lane: 'transactional',
  key: ({ relay, share }) => `${relay}.${share}`,
});

/** News to one person at a time, such as an automation's mail. Beside mailings, behind nobody who waits. */
export const sendNews = job<{ relay?: string }>('email.sendNews', {
  lane: 'mail',
  key: ({ relay }) => relay ?? 'all',
});

export interface MailingShare {
  mailingId: string;
  /** Which of the shares of which process's asking: the same one is not queued twice. */
  share: string;
}

/** One connection's share of a mailing for some seconds; adds itself again while there is more to send. */
export const sendMailing = job<MailingShare>('email.sendMailing', {
  lane: 'mail',
  key: ({ mailingId, share }) => `${mailingId}.${share}`,
});

/** Freezes a mailing's text and audience, then starts it. */
export const prepareMailing = job<{ mailingId: string }>('email.prepareMailing', { backoff: 5_000 });

/** Asks who receives the mail of a mailing's domains. It hastens nothing and holds up nothing: it is about the pace. */
export const learnReceivers = job<{ mailingId: string }>('email.learnReceivers', {
  key: ({ mailingId }) => mailingId,
  attempts: 2,
});

/** Tells by mail who may approve a mailing, or what they answered; the sweep tells what was missed. */
export const tellOfApprovals = job('email.tellOfApprovals', { key: () => 'all' });

/**
 * Finds what no job owns: leases that ran out, mailings whose hour has come, rows that wait. With it, losing the whole
 * queue costs a quarter of a minute; a worker that starts looks at once.
 */
export const sweepEmail = job('email.sweep', { schedule: { every: 15_000 }, atStart: true, attempts: 1 });

/** Tells people's opens and clicks from machines', and writes people's to their timelines. */
export const judgeTracking = job('email.judgeTracking', { schedule: { every: 10_000 }, attempts: 1 });

/** Reads what came back: bounces, complaints, mails that ask to leave. */
export const readNotices = job('email.readNotices', {
  schedule: { every: 15_000 },
  atStart: true,
  attempts: 1,
  key: () => 'all',
});

/** Asks those whose "yes" must be confirmed, and ends what nobody confirmed in time. In the lane of mail that is waited for. */
export const askToConfirm = job('email.askToConfirm', {
  lane: 'transactional',
  key: () => 'all',
  schedule: { every: 15_000 },
});

/** Counts how many subscribe to two organizations, once a week and only where the network lets them know. */
export const countOverlaps = job('email.countOverlaps', {
  schedule: { every: 3_600_000 },
  atStart: true,
  attempts: 1,
  key: () => 'all',
});

/** Stops tests of versions that drive people away, and decides those whose time is over. */
export const decideTests = job('email.decideTests', {
  schedule: { every: 30_000 },
  attempts: 1,
  key: () => 'all',
});

/** Asks silent people whether they still want mail: once a day for each organization that wants it. */
export const keepSunsets = job('email.keepSunsets', {
  schedule: { every: 60 * 60_000 },
  attempts: 1,
  key: () => 'all',
});

/** Looks again at the records of sending domains that were not looked at today. */
export const watchDomains = job('email.watchDomains', {
  schedule: { every: 60 * 60_000 },
  atStart: true,
  attempts: 1,
  key: () => 'all',
});

import { job } from '../platform/jobs/job.js';

/** Mails of their own (receipts, confirmations, resets): hands over what is due. */
export const sendPost = job('email.sendPost', { lane: 'transactional' });

/**
 * Finds what no job owns: leases that ran out, mailings whose hour has come, rows that wait. With it, losing the whole
 * queue costs a quarter of a minute.
 */
export const sweepEmail = job('email.sweep', { schedule: { every: 15_000 }, attempts: 1 });

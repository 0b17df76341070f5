import { job } from '../../platform/jobs/job.js';

/** Freezes partners' statements of months that are over. Hourly: a month ends at another hour in every time zone. */
export const freezeStatements = job('credit.freeze', { schedule: { every: 60 * 60_000 }, atStart: true });

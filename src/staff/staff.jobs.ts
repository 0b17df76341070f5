import { job, type Nothing } from '../platform/jobs/job.js';

const DAILY = { cron: '17 3 * * *', tz: 'UTC' };

/** Removes sessions, links and counters that are over. Nothing depends on it: they count for nothing already. */
export const sweepSignIns = job<Nothing>('staff.sweepSignIns', { schedule: DAILY });

import { job } from '../../platform/jobs/job.js';

/** Tells administrators that an agreement runs out. Hourly, so that it comes in the morning of every time zone. */
export const remindOfAgreements = job('agreements.remind', { schedule: { every: 60 * 60_000 } });

import { job } from '../../platform/jobs/job.js';

/** Closes decisions whose deadline is past. No answer is taken after the deadline, however late the job comes round. */
export const closeDecisions = job('decisions.close', { schedule: { every: 60_000 } });

/** Tells partners that they are asked, and that time runs out. */
export const remindOfDecisions = job('decisions.remind', { schedule: { every: 10 * 60_000 } });

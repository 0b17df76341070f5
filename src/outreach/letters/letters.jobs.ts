import { job } from '../../platform/jobs/job.js';

/** Ten seconds: as long as somebody who has just confirmed looks at "on its way". */
export const settleLetters = job('outreach.settleLetters', { schedule: { every: 10_000 } });

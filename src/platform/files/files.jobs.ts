import { job } from '../jobs/job.js';

/** Removes bytes without a row: uploads that were given up, changes that were rolled back, files that were erased. */
export const sweepFiles = job('files.sweep', { schedule: { every: 60 * 60_000 } });

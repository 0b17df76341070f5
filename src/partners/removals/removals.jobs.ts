import { job } from '../../platform/jobs/job.js';

/** Tells partners whom they see no longer. Twice a minute: the promise to the person is a minute. */
export const tellOfRemovals = job('partners.tellOfRemovals', { schedule: { every: 30_000 } });

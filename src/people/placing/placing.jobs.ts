import { job } from '../../platform/jobs/job.js';

/** Places addresses that are new or changed. Whatever wrote them has put them into the queue of rows. */
export const placeAddresses = job('people.placeAddresses', { schedule: { every: 10_000 }, atStart: true });

/** Goes through everybody again where boundaries or ZIP points have changed. */
export const placeAgain = job('people.placeAgain', { schedule: { every: 30_000 }, atStart: true });

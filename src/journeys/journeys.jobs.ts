import { job } from '../platform/jobs/job.js';

/**
 * Starts journeys for new deeds and takes the steps whose time has come. Nothing nudges it from other features: they
 * write the ledger and know of no journeys. Two at once share the work.
 */
export const advanceJourneys = job('journeys.advance', {
  schedule: { every: 15_000 },
  atStart: true,
  attempts: 1,
});

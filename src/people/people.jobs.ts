import { job } from '../platform/jobs/job.js';

/** Undoes a bulk change, stretch by stretch; started again it goes on where it was. */
export const undoBatch = job<{ batchId: string; ownerId: string }>('people.undoBatch', {
  key: ({ batchId }) => batchId,
});

/** Finds undos whose job was lost. */
export const sweepUndos = job('people.sweepUndos', { schedule: { every: 60_000 }, atStart: true });

/** Looks for people who may be one human, among those who are new or changed since yesterday. In the night. */
export const findDuplicates = job('people.findDuplicates', {
  schedule: { cron: '41 2 * * *', tz: 'America/New_York' },
});

import { job } from '../../platform/jobs/job.js';

export const importOfficials = job<{ importId: string }>('outreach.importOfficials', {
  key: ({ importId }) => importId,
  attempts: 3,
});

/** Finds loads whose job was lost, and seats of districts that were imported after their officials. */
export const sweepOfficials = job('outreach.sweepOfficials', { schedule: { every: 60_000 } });

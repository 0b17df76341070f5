import { job } from '../platform/jobs/job.js';

export const importReference = job<{ importId: string }>('geography.import', {
  key: ({ importId }) => importId,
  attempts: 3,
});

/** Finds loads whose job was lost or whose worker died. */
export const sweepImports = job('geography.sweepImports', { schedule: { every: 60_000 } });

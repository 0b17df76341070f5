import { job } from '../../platform/jobs/job.js';

/** Does what an import waits for: its dry run, or its run. */
export const workImport = job<{ importId: string }>('people.workImport', {
  key: ({ importId }) => importId,
  attempts: 5,
});

/** Finds imports whose job was lost or whose worker died. */
export const sweepPeopleImports = job('people.sweepImports', { schedule: { every: 30_000 }, atStart: true });

/** Takes back what an import did. */
export const undoImport = job<{ importId: string }>('people.undoImport', {
  key: ({ importId }) => importId,
  attempts: 5,
});

import { job } from '../../platform/jobs/job.js';

/*
 * Without keys: one that waited for its twin would wait for a killed worker's until the queue gives that up. Of two at once
 * the second finds the import in hand and returns.
 */

/** Does what an import waits for: its dry run, or its run. */
export const workImport = job<{ importId: string }>('people.workImport');

/** Takes back what an import did. */
export const undoImport = job<{ importId: string }>('people.undoImport');

/** Finds imports whose job was lost or whose worker died. */
export const sweepPeopleImports = job('people.sweepImports', { schedule: { every: 30_000 }, atStart: true });

/** Looks for people who may be one human among those whom an import brought or changed. The night's look finds the rest. */
export const findDuplicatesOfImport = job<{ importId: string }>('people.findDuplicatesOfImport');

import { job } from '../../platform/jobs/job.js';

/** Tells everybody once a day what of theirs is overdue. Hourly, so that it comes in the morning of every time zone. */
export const remindOfTasks = job('tasks.remind', { schedule: { every: 60 * 60_000 } });

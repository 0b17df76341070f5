import { job } from '../../platform/jobs/job.js';

/** Puts away what is past its last day, and tells staff of what ends soon. Hourly, for the mornings of every time zone. */
export const tendStories = job('stories.tend', { schedule: { every: 60 * 60_000 } });

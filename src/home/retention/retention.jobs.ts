import { job } from '../../platform/jobs/job.js';

/** Deletes what is older than its organization keeps it. At night, when nobody waits for those tables. */
export const purgeExpired = job('retention.purge', {
  schedule: { cron: '43 3 * * *', tz: 'America/New_York' },
});

import { job } from '../platform/jobs/job.js';

/** Adds up what was confirmed and withdrawn. Nudged at each confirmation; the schedule finds what a nudge lost. */
export const rollUp = job('petitions.rollUp', { key: () => 'all', schedule: { every: 15_000 } });

/** Writes the mails that became due to signers. In the lane of mail that somebody waits for. */
export const mailSigners = job('petitions.mailSigners', {
  lane: 'transactional',
  key: () => 'all',
  schedule: { every: 60_000 },
});

/** Closes petitions whose day has come. Signing looks at the time itself, so a late run lets nobody in. */
export const closeDue = job('petitions.closeDue', { schedule: { every: 60_000 } });

/** Reminds once those who signed three days ago and have not confirmed. In the morning of the east coast. */
export const remindSigners = job('petitions.remindSigners', {
  schedule: { cron: '30 9 * * *', tz: 'America/New_York' },
});

/** Counts every signature anew, mends what is off and says so in the log. */
export const verifyCounts = job('petitions.verifyCounts', {
  schedule: { cron: '17 3 * * *', tz: 'America/New_York' },
});

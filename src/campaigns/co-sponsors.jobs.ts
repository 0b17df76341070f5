import { job } from '../platform/jobs/job.js';

/**
 * Mails invitations, and gives who accepted a link of its own. Nudged by both; twice a minute it finds what was missed.
 */
export const followCoSponsors = job('campaigns.followCoSponsors', { schedule: { every: 30_000 } });

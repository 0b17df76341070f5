import { job } from '../platform/jobs/job.js';

/** Mails reminders whose hour has come. A reminder is at most five minutes late. */
export const remind = job('events.remind', { schedule: { every: 5 * 60_000 } });

/** Mails what is due to people who signed up: offers of a place, changes, cancellations. Hastened after each of these. */
export const tell = job('events.tell', { schedule: { every: 60_000 }, key: () => 'all' });

/** Ends offers that nobody claimed, and offers those places on. */
export const lapse = job('events.lapse', { schedule: { every: 60_000 } });

/** Calls it a no-show two days after the event. */
export const close = job('events.close', { schedule: { every: 60 * 60_000 } });

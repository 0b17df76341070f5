export const CO_SPONSOR_ROLES = ['co-sponsor', 'convener', 'endorser'] as const;
export type CoSponsorRole = (typeof CO_SPONSOR_ROLES)[number];

/** What a co-sponsor is given of an action: nothing, its own counts, or the people who ticked its own box. */
export const SHARINGS = ['none', 'counts', 'people'] as const;
export type Sharing = (typeof SHARINGS)[number];

/**
 *     invited ──accept──► accepted ──leave──► left
 *        └──decline──► declined        left, declined ──invite──► invited
 *
 * Named in public are those that accepted and can be named now (participation_standing): a text or a rule that changes
 * takes a name off by itself.
 */
export const CO_SPONSOR_STATES = ['invited', 'accepted', 'declined', 'left'] as const;
export type CoSponsorState = (typeof CO_SPONSOR_STATES)[number];

export const SECTORS = [
  'law-enforcement',
  'public-health',
  'civic',
  'business-legal',
  'faith',
  'survivor-led',
  'government',
  'other',
] as const;
export type Sector = (typeof SECTORS)[number];

export const LEGAL_TYPES = ['501c3', '501c4', 'public-agency', 'company', 'congregation', 'other'] as const;
export type LegalType = (typeof LEGAL_TYPES)[number];

export const PARTNER_ROLES = [
  'leader',
  'designee',
  'backup',
  'signatory',
  'communications',
  'data-contact',
  'contact',
] as const;
export type PartnerRole = (typeof PARTNER_ROLES)[number];

export const MEMBERSHIP_STATUSES = ['prospect', 'invited', 'active', 'paused', 'left'] as const;
export type MembershipStatus = (typeof MEMBERSHIP_STATUSES)[number];

/**
 *   prospect --> invited --> active <--> paused
 *       |           |          |           |
 *       +-----------+----------+-----------+--> left --> invited
 *
 * All by Partners.changeStatus. A prospect may sign on the spot, without an invitation on record.
 */
export const NEXT_STATUSES: Readonly<Record<MembershipStatus, readonly MembershipStatus[]>> = {
  prospect: ['invited', 'active', 'left'],
  invited: ['active', 'prospect', 'left'],
  active: ['paused', 'left'],
  paused: ['active', 'left'],
  left: ['invited'],
};

export const FREQUENCIES = ['all', 'weekly', 'urgent', 'nothing'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** One organization that knows the address, by one record of it or of the organization that shares it. */
export interface Relationship {
  personId: string;
  /** Who owns the record; the organization itself, or the one at whose form it was ticked. */
  ownerId: string;
  organizationId: string;
  organization: string;
  givenName: string;
  familyName: string;
  language: string;
  noTracking: boolean;
  hasPhone: boolean;
  since: Date;
  /** The words that were agreed to; empty where nothing was. */
  said: string;
  /** What that hung on, such as `petition`, `event` or `import`; empty where nothing was agreed to. */
  sourceKind: string;
  byEmail: boolean;
  bySms: boolean;
  byPhone: boolean;
  frequency: Frequency;
  /** Topics about which they want no mail of it. */
  unwanted: string[];
}

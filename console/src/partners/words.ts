import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Partner = Schema<'PartnerResource'>;
export type PartnerRecord = Schema<'PartnerRecord'>;
export type Status = Partner['status'];
export type Sector = Partner['sector'];
export type LegalType = Partner['legal_type'];
export type Holder = Schema<'PartnerRoleResource'>;
export type Role = Holder['role'];

export const statuses: Record<Status, { label: string; tone: Tone }> = {
  prospect: { label: 'Prospect', tone: 'neutral' },
  invited: { label: 'Invited', tone: 'waiting' },
  active: { label: 'Active', tone: 'good' },
  paused: { label: 'Paused', tone: 'waiting' },
  left: { label: 'Left', tone: 'bad' },
};

export const sectors: Record<Sector, string> = {
  'law-enforcement': 'Law enforcement',
  'public-health': 'Public health',
  civic: 'Civic',
  'business-legal': 'Business and law',
  faith: 'Faith',
  'survivor-led': 'Survivor-led',
  government: 'Government',
  other: 'Other',
};

export const legalTypes: Record<LegalType, string> = {
  '501c3': '501(c)(3)',
  '501c4': '501(c)(4)',
  'public-agency': 'Public agency',
  company: 'Company',
  congregation: 'Congregation',
  other: 'Other',
};

export const roles: Record<Role, string> = {
  leader: 'Leader',
  designee: 'Designee',
  backup: 'Backup',
  signatory: 'Authorised signatory',
  communications: 'Communications',
  'data-contact': 'Data contact',
  contact: 'Contact',
};

/** A table of words as the options of a select or a filter. */
export function optionsOf<Key extends string>(words: Record<Key, string | { label: string }>) {
  return (Object.entries(words) as [Key, string | { label: string }][]).map(([value, word]) => ({
    value,
    label: typeof word === 'string' ? word : word.label,
  }));
}

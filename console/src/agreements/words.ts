import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Agreement = Schema<'AgreementResource'>;
export type AgreementKind = Agreement['kind'];
export type AgreementStatus = Agreement['status'];
export type Clause = Agreement['clauses'][number];
export type Party = Agreement['parties'][number];

export const kinds: Record<AgreementKind, string> = {
  mou: 'Memorandum of understanding',
  'data-sharing': 'Data sharing',
  affiliation: 'Affiliation',
};

export const agreementStatuses: Record<AgreementStatus, { label: string; tone: Tone }> = {
  draft: { label: 'To be signed', tone: 'waiting' },
  upcoming: { label: 'Begins later', tone: 'neutral' },
  'in-force': { label: 'In force', tone: 'good' },
  expired: { label: 'Expired', tone: 'bad' },
  ended: { label: 'Ended', tone: 'bad' },
};

export const clauses: Record<Clause, string> = {
  'shares-people': 'People may be shown to each other, each by their own consent',
  'shares-counts': 'Counts may be shared',
  'no-onward-sharing': 'Nothing is passed on to others',
  'acknowledges-removals': 'Removal notices are acknowledged',
  confidentiality: 'What is learned stays confidential',
  'breach-notice': 'A breach is reported to the other side',
  'logo-use': 'Name and logo may be used',
  'public-records': 'A party is subject to public records requests',
  'ends-on-notice': 'Either side may end it with notice',
};

/** "with Old South Church and City Clinic". */
export function others({ parties, owner_id }: Agreement): string {
  return parties
    .filter(({ organization_id }) => organization_id !== owner_id)
    .map(({ name }) => name)
    .join(', ');
}

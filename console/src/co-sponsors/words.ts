import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type CoSponsor = Schema<'CoSponsorResource'>;
export type Candidate = Schema<'CandidateResource'>;
export type ActionCoSponsors = Schema<'ActionCoSponsors'>;
export type ActionKind = CoSponsor['action_kind'];
export type Level = ActionCoSponsors['level'];
export type CoSponsorRole = CoSponsor['role'];
export type Sharing = CoSponsor['sharing'];

export const actionKinds: Record<ActionKind, string> = {
  petition: 'Petition',
  event: 'Event',
  letter: 'Letter',
};

export const standings: Record<Candidate['standing'], { label: string; tone: Tone }> = {
  can: { label: 'Can be named', tone: 'good' },
  'needs-approval': { label: 'Needs approval', tone: 'waiting' },
  cannot: { label: 'Cannot be named', tone: 'bad' },
};

export const reasons: Record<Candidate['reason'], string> = {
  'may-sign': '',
  preapproved: 'Approved beforehand',
  approved: 'Its approver said yes to this text',
  'needs-approval': 'It asks its approver first',
  'not-active': 'It is no active partner',
  declined: 'Its approver said no to this text',
  'may-not-lobby': 'It may not be named where legislation is asked for',
  'needs-final-copy': 'It wants the published text',
};

export const coSponsorStates: Record<CoSponsor['state'], { label: string; tone: Tone }> = {
  invited: { label: 'Invited', tone: 'waiting' },
  accepted: { label: 'Accepted', tone: 'good' },
  declined: { label: 'Declined', tone: 'bad' },
  left: { label: 'Left', tone: 'neutral' },
};

export const coSponsorRoles: Record<CoSponsorRole, string> = {
  'co-sponsor': 'Co-sponsor',
  convener: 'Convener',
  endorser: 'Endorser',
};

export const sharings: Record<Sharing, string> = {
  none: 'Nothing',
  counts: 'Counts only',
  people: 'People who tick its own box',
};

export const levels: Record<Level, string> = {
  '': 'None in particular',
  local: 'Local',
  state: 'State',
  federal: 'Federal',
};

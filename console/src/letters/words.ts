import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type LetterCampaign = Schema<'LetterCampaignResource'>;
export type LetterCampaignChanges = Schema<'LetterCampaignChanges'>;
export type Letter = Schema<'LetterResource'>;
export type Outreach = Schema<'OutreachResource'>;
export type TargetRule = Schema<'TargetRuleForm'>;
export type LetterCampaignState = LetterCampaign['state'];

export const states: Record<LetterCampaignState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  open: { label: 'Open', tone: 'good' },
  closed: { label: 'Closed', tone: 'waiting' },
};

export const letterStates: Record<Letter['state'], { label: string; tone: Tone }> = {
  pending: { label: 'Waits for its writer', tone: 'waiting' },
  confirmed: { label: 'Confirmed', tone: 'good' },
  withdrawn: { label: 'Withdrawn', tone: 'bad' },
};

export const outreachStates: Record<Outreach['state'], { label: string; tone: Tone }> = {
  proposed: { label: 'Not sent yet', tone: 'neutral' },
  queued: { label: 'On its way', tone: 'waiting' },
  sent: { label: 'Sent', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  unknown: { label: 'Not known', tone: 'waiting' },
  'handed-off': { label: 'Sent by hand', tone: 'good' },
  cancelled: { label: 'Not sent', tone: 'neutral' },
};

export const locatedBy: Record<Letter['located_by'], string> = {
  'map-pin': 'a point on the map',
  geocoder: 'the street address',
  'zip-point': 'ZIP code and town',
  'town-point': 'the town',
};

export const pathOf = ({ slug }: LetterCampaign): string => `/letters/${slug}`;

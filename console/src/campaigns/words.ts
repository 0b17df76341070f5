import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Campaign = Schema<'CampaignResource'>;
export type CampaignState = Campaign['state'];
export type CampaignAction = Schema<'CampaignActionResource'>;

export const states: Record<CampaignState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  live: { label: 'Live', tone: 'good' },
  ended: { label: 'Ended', tone: 'waiting' },
};

export const actionKinds: Record<CampaignAction['kind'], { label: string; path: string; counted: string }> = {
  petition: { label: 'Petition', path: '/petitions', counted: 'signatures' },
  event: { label: 'Event', path: '/events', counted: 'seats taken' },
  letter: { label: 'Letter', path: '/letters', counted: 'letters' },
};

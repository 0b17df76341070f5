import { type Schema } from '../api/client';

export type Tie = Schema<'TieResource'>;

export const tieKinds: Record<Tie['kind'], string> = {
  family: 'Family',
  friend: 'Friend',
  colleague: 'Colleague',
  neighbor: 'Neighbor',
  constituent: 'Constituent',
  donor: 'Donor',
  staff: 'Works for them',
  other: 'Knows them otherwise',
};

export const strengths: Record<string, string> = {
  1: '1: has met them',
  2: '2: is known by name',
  3: '3: gets an answer',
  4: '4: gets a meeting',
  5: '5: can call at any hour',
};

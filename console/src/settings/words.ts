import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Chapter = Schema<'ChapterSummary'>;

export const chapterStates: Record<Chapter['state'], { label: string; tone: Tone }> = {
  planned: { label: 'Planned', tone: 'waiting' },
  active: { label: 'Active', tone: 'good' },
  dormant: { label: 'Resting', tone: 'neutral' },
  left: { label: 'Left', tone: 'bad' },
};

import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Story = Schema<'StoryResource'>;

export const storyStates: Record<Story['state'], { label: string; tone: Tone }> = {
  upcoming: { label: 'Not yet in force', tone: 'waiting' },
  'in-force': { label: 'In force', tone: 'good' },
  expired: { label: 'Expired', tone: 'neutral' },
  ended: { label: 'Ended', tone: 'neutral' },
};

export const storyScopes: Record<Story['scope'][number], string> = {
  text: 'Words',
  name: 'Name',
  photo: 'Photo',
  recording: 'Recording',
  speaking: 'Speaking',
};

export const storyAudiences: Record<Story['audiences'][number], string> = {
  public: 'The public',
  partners: 'Partners',
  officials: 'Officials',
  funders: 'Funders',
  press: 'The press',
};

export const storyChannels: Record<Story['channels'][number], string> = {
  website: 'Website',
  social: 'Social media',
  email: 'Email',
  print: 'Print',
  event: 'Events',
  press: 'News',
};

export const named = <Key extends string>(words: Record<Key, string>, keys: readonly Key[]): string =>
  keys.map((key) => words[key]).join(', ');

export const choices = (words: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What it lets be shown on the chapter's own page. */
export function mayStandOnOurPage({ state, scope, audiences, channels, body, uses }: Story): boolean {
  return (
    state === 'in-force' &&
    body !== '' &&
    scope.includes('text') &&
    audiences.includes('public') &&
    channels.includes('website') &&
    !uses.some((use) => use.kind === 'chapter-page' && use.state === 'live')
  );
}

export const STORY_SCOPES = ['text', 'name', 'photo', 'recording', 'speaking'] as const;
export const STORY_AUDIENCES = ['public', 'partners', 'officials', 'funders', 'press'] as const;
export const STORY_CHANNELS = ['website', 'social', 'email', 'print', 'event', 'press'] as const;
export const STORY_PLACES = ['chapter-page', 'outside'] as const;
export const STORY_STATES = ['upcoming', 'in-force', 'expired', 'ended'] as const;
export const STORY_USE_STATES = ['live', 'to-remove', 'removed'] as const;
export const STORY_REMINDER_DAYS = [60, 30, 7] as const;

export type StoryPlace = (typeof STORY_PLACES)[number];
export type StoryState = (typeof STORY_STATES)[number];
export type StoryUseState = (typeof STORY_USE_STATES)[number];
export type StoryEnd = 'by-person' | 'by-staff' | 'expired';

/** Where a story stands. On a page of ours it goes by itself; elsewhere somebody has to take it down. */
export interface StoryUse {
  id: string;
  kind: StoryPlace;
  place: string;
  url: string;
  state: StoryUseState;
  published_at: string;
}

/**
 * What somebody lets be told of them. Which state it is in follows from its days and from whether it was ended.
 *
 *     upcoming ──day──► in-force ──day──► expired          upcoming, in-force ──end──► ended
 */
export interface StoryRelease {
  id: string;
  ownerId: string;
  ownerName: string;
  personId: string;
  personName: string;
  title: string;
  scope: (typeof STORY_SCOPES)[number][];
  audiences: (typeof STORY_AUDIENCES)[number][];
  channels: (typeof STORY_CHANNELS)[number][];
  body: string;
  language: string;
  /** SHA-256 of the words, or of the file that was agreed; hexadecimal. */
  contentHash: string;
  attribution: string;
  riskCheckedOn: string;
  coachedOn: string | null;
  givenBy: string;
  startsOn: string;
  endsOn: string;
  state: StoryState;
  uses: StoryUse[];
  isPractice: boolean;
}

/** What stands in the way of showing it on a page of ours; undefined where nothing does. */
export function cannotBeQuoted(it: StoryRelease): string | undefined {
  if (it.state !== 'in-force') return 'This release is not in force.';
  if (!it.scope.includes('text') || it.body === '') return 'This release holds no words to quote.';
  if (!it.audiences.includes('public') || !it.channels.includes('website'))
    return 'This release does not let it be shown to the public on a website.';
  return undefined;
}

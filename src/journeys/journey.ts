import { type Did } from '../engagement/engagement.access.js';
import { type NewsContent } from '../email/news.service.js';

/**
 *     draft ──switchOn──► on ──pause──► paused
 *                         │  ◄─switchOn──┘ │
 *                         └──end──► ended ◄┘
 *
 * While it is on, deeds start runs and runs go on; paused, neither does, and deeds of that time start nothing later.
 * Ended is for good: whoever was under way leaves.
 */
export const JOURNEY_STATES = ['draft', 'on', 'paused', 'ended'] as const;
export type JourneyState = (typeof JOURNEY_STATES)[number];

/** waiting ──► done (went through) | left (asked not to be mailed, or is gone) | failed (tried often enough) */
export const RUN_STATES = ['waiting', 'done', 'left', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const STEP_KINDS = [
  'wait',
  'wait-until',
  'condition',
  'mail',
  'add-tag',
  'remove-tag',
  'end',
] as const;
export const WAIT_UNITS = ['minutes', 'hours', 'days'] as const;
export const TESTS = ['has-tag', 'did', 'subscribed'] as const;

/** What is asked of somebody. `did` looks at what they did since this journey began for them. */
export type Test =
  | { test: 'has-tag'; tag_id: string }
  | { test: 'did'; did: Did; what_id: string | null }
  | { test: 'subscribed' };

/** A step as staff write it, and as the API shows it. */
export type Step =
  | { kind: 'wait'; amount: number; unit: (typeof WAIT_UNITS)[number] }
  /** The next time that the clock of the organization shows HH:MM. */
  | { kind: 'wait-until'; time: string }
  /** Goes on where it holds; else to the step of that place (counted from 0, always a later one), or out where null. */
  | ({ kind: 'condition'; otherwise: number | null } & Test)
  | { kind: 'mail'; template_id: string }
  | { kind: 'add-tag' | 'remove-tag'; tag_id: string }
  | { kind: 'end' };

/** A step as a version keeps it: a mail with the text that its template had then. */
export type FrozenStep =
  Exclude<Step, { kind: 'mail' }> | { kind: 'mail'; template_id: string; content: NewsContent };

export interface Journey {
  id: string;
  ownerId: string;
  ownerName: string;
  name: string;
  state: JourneyState;
  did: Did;
  whatId: string | null;
  whatTitle: string;
  repeats: boolean;
  steps: Step[];
  version: number;
  /** Under way now, and through it or out of it, over all versions. */
  waiting: number;
  done: number;
  left: number;
  failed: number;
  isPractice: boolean;
  createdAt: Date;
}

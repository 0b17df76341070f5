import { type Schema } from '../api/client';
import { type Tone } from '../parts/status-badge';

export type Journey = Schema<'JourneyResource'>;
export type JourneyState = Journey['state'];
export type Step = Schema<'StepForm'>;
export type StepKind = Step['kind'];
export type Run = Schema<'RunResource'>;
export type Did = Journey['did'];

export const states: Record<JourneyState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' },
  on: { label: 'On', tone: 'good' },
  paused: { label: 'Paused', tone: 'waiting' },
  ended: { label: 'Ended', tone: 'neutral' },
};

export const runStates: Record<Run['state'], { label: string; tone: Tone }> = {
  waiting: { label: 'Under way', tone: 'active' },
  done: { label: 'Went through', tone: 'good' },
  left: { label: 'Left', tone: 'neutral' },
  failed: { label: 'Failed', tone: 'bad' },
};

/** Deeds that a journey may begin with or ask about, and how staff say them. */
export const deeds: Partial<Record<Did, string>> = {
  signed: 'signs a petition',
  registered: 'signs up for an event',
  attended: 'comes to an event',
  missed: 'misses an event',
  wrote: 'writes a letter',
  joined: 'joins',
  subscribed: 'subscribes',
};

/** The same as an answer to "Have they ... since it began?". */
export const done: Partial<Record<Did, string>> = {
  signed: 'signed a petition',
  registered: 'signed up for an event',
  attended: 'come to an event',
  missed: 'missed an event',
  wrote: 'written a letter',
  joined: 'joined',
  subscribed: 'subscribed',
};

export const kinds: Record<StepKind, string> = {
  wait: 'Wait for some time',
  'wait-until': 'Wait for an hour of the day',
  mail: 'Send a mail',
  condition: 'Ask a question',
  'add-tag': 'Add a tag',
  'remove-tag': 'Remove a tag',
  end: 'End here',
};

/** What a step came to, as the figures beside it say it. */
export const outcomes: Record<string, string> = {
  mailed: 'mailed',
  waited: 'waited',
  'waiting-now': 'waiting now',
  yes: 'yes',
  no: 'no',
  changed: 'changed',
  unchanged: 'were so already',
  ended: 'ended',
  'not-subscribed': 'not subscribed: left',
  'not-wished': 'wants less mail: left',
  sunset: 'never responds: left',
  suppressed: 'on the suppression list: left',
  'no-address': 'no address: left',
  'bad-address': 'address bounces: left',
  'person-gone': 'gone: left',
};

/** Why somebody left, in a sentence. */
export const reasons: Record<string, string> = {
  'not-subscribed': 'Not subscribed',
  'not-wished': 'Wants less mail',
  sunset: 'Never responds, and was left out of mail',
  suppressed: 'On the suppression list',
  'no-address': 'No email address',
  'bad-address': 'Address bounces',
  'person-gone': 'Record gone',
  'journey-ended': 'The journey ended',
  'step-failed': 'A step failed',
  'mail-held': 'Its mail waits: receivers would refuse it. A task says why',
};

/** "When somebody signs “Safe housing now”". */
export function triggerOf({ did: deed, what_title }: Pick<Journey, 'did' | 'what_title'>): string {
  return `When somebody ${deeds[deed] ?? deed}${what_title ? `: “${what_title}”` : ''}`;
}

/** A step in one sentence; names come from what is there, and a gap is shown where something is gone. */
export function sentenceOf(
  step: Step,
  names: { tags: Map<string, string>; templates: Map<string, string> },
): string {
  const tag = `“${names.tags.get(step.tag_id ?? '') ?? 'a tag that is gone'}”`;
  switch (step.kind) {
    case 'wait':
      return `Wait ${step.amount} ${step.amount === 1 ? step.unit?.slice(0, -1) : step.unit}`;
    case 'wait-until':
      return `Wait until it is ${step.time}`;
    case 'mail':
      return `Send “${names.templates.get(step.template_id ?? '') ?? 'a template that is gone'}”`;
    case 'add-tag':
      return `Add the tag ${tag}`;
    case 'remove-tag':
      return `Remove the tag ${tag}`;
    case 'end':
      return 'End here';
    case 'condition':
      if (step.test === 'has-tag') return `Do they have the tag ${tag}?`;
      if (step.test === 'subscribed') return 'Are they subscribed?';
      return `Have they ${done[step.did ?? 'signed'] ?? step.did} since it began?`;
  }
}

import { type Schema } from '../api/client';

export type Message = Schema<'ActionMessageResource'>;
export type ActionKind = Schema<'ActionMessageForm'>['action_kind'];
export type Step = Schema<'ActionMessageForm'>['step'];

/** Which mails an action sends, in the order in which people get them, and when. */
export const steps: Record<ActionKind, { step: Step; title: string; when: string }[]> = {
  petition: [
    {
      step: 'confirmation',
      title: 'Please confirm',
      when: 'To everybody who signs: one click makes it count.',
    },
    { step: 'thanks', title: 'Thank you', when: 'Once a signature counts, with a link to pass on.' },
    {
      step: 'already-signed',
      title: 'Already signed',
      when: 'When the form is sent with an address that has signed.',
    },
  ],
  event: [
    {
      step: 'receipt',
      title: 'You are signed up',
      when: 'To everybody who gets a place, with a calendar file.',
    },
    { step: 'reminder', title: 'Tomorrow', when: 'The day before, to those who come.' },
    { step: 'today', title: 'Today', when: 'On the day, to those who come.' },
  ],
  letter: [
    {
      step: 'confirmation',
      title: 'Please confirm',
      when: 'To every writer: nothing leaves before they confirm.',
    },
    {
      step: 'receipt',
      title: 'A copy of your letter',
      when: 'Once it has left, with what was sent and to whom.',
    },
  ],
};

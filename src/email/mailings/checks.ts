import { domainOf } from '../../platform/mail/address.js';
import { isMailboxProvider } from '../../platform/mail/mailbox-providers.js';
import { type Inspection } from '../compose/inspect.js';
import { isMergeTag, MERGE_TAGS } from '../compose/merge-tags.js';

export interface Check {
  code: string;
  level: 'ok' | 'warning' | 'blocking';
  message: string;
}

export interface Checked {
  subject: string;
  fromName: string;
  fromAddress: string;
  postalAddress: string;
  /** Whether the link to leave stands in its HTML and in its text. */
  saysHowToLeave: boolean;
  inspection: Inspection;
  /** What is wrong with its cards, in sentences. */
  cardProblems: readonly string[];
  htmlBytes: number;
  audienceCount: number;
}

/** Gmail shows no more than this and hides the rest, the unsubscribe link with it (E11). */
const MOST_BYTES = 102 * 1024;
/** Everything that is looked at before a mailing may go out, good or bad, in the words that staff read. */
export function checksOf(it: Checked): Check[] {
  const { inspection } = it;
  const unknown = inspection.tags.filter(({ name }) => !isMergeTag(name));
  const bare = inspection.tags.filter(({ name, fallback }) => isMergeTag(name) && fallback === '');
  const decide = (code: string, isWrong: boolean, wrong: string, right: string): Check =>
    isWrong ? { code, level: 'blocking', message: wrong } : { code, level: 'ok', message: right };
  const warn = (code: string, isDoubtful: boolean, message: string): Check[] =>
    isDoubtful ? [{ code, level: 'warning', message }] : [];
  return [
    decide(
      'audience',
      it.audienceCount === 0,
      'Nobody would get it: choose who it goes to.',
      'Somebody gets it.',
    ),
    decide('subject', it.subject.trim() === '', 'Write a subject.', 'There is a subject.'),
    decide(
      'reply-subject',
      /^\s*(re|fwd?|aw|wg)\s*:/i.test(it.subject),
      'The subject pretends to be an answer. Take the Re: or Fwd: away.',
      'The subject is honest.',
    ),
    decide('content', !inspection.hasContent, 'Write the message.', 'There is a message.'),
    decide(
      'postal-address',
      it.postalAddress.trim() === '',
      'The law asks for your postal address. Add it in the chapter’s settings.',
      'Your postal address is at its foot.',
    ),
    decide(
      'sender',
      isMailboxProvider(it.fromAddress),
      `Nobody accepts ${domainOf(it.fromAddress)} from us. Send from a domain of your own.`,
      `It comes from ${it.fromAddress}.`,
    ),
    decide(
      'merge-tags',
      unknown.length > 0 || bare.length > 0,
      unknown.length > 0
        ? `There is no {{${unknown[0]!.name}}}. There are: ${MERGE_TAGS.join(', ')}.`
        : `Say what to write where we do not know it: {{${bare[0]?.name}|friend}}.`,
      'Every merge tag has something to fall back on.',
    ),
    decide(
      'alt-texts',
      inspection.imagesWithoutAlt > 0,
      'An image has no description, for people who cannot see it.',
      'Every image has a description.',
    ),
    ...(it.cardProblems.length > 0
      ? [{ code: 'cards', level: 'blocking' as const, message: it.cardProblems.join(' ') }]
      : []),
    decide(
      'size',
      it.htmlBytes > MOST_BYTES,
      `It is ${Math.ceil(it.htmlBytes / 1024)} kB; mail programs cut it off at 102 kB.`,
      `It is ${Math.ceil(it.htmlBytes / 1024)} kB of 102 kB.`,
    ),
    decide(
      'unsubscribe',
      !it.saysHowToLeave,
      'It does not say how to leave, in its HTML and in its text. It cannot be sent so.',
      'Everybody can unsubscribe by one click.',
    ),
    { code: 'plain-text', level: 'ok', message: 'It has a text part for those who read or hear text.' },
    ...warn('long-subject', it.subject.length > 70, 'Phones show about 40 letters of a subject.'),
    ...warn(
      'shouting',
      /[A-Z]{2}/.test(it.subject) && it.subject === it.subject.toUpperCase(),
      'A subject in capital letters looks like spam.',
    ),
    ...warn(
      'display-name',
      isNoName(it.fromName, it.subject),
      'A sender’s name is a name: no address, link, sign, merge tag or subject in it.',
    ),
  ];
}

/**
 * Google's guidelines for display names: the sender and nothing else. Signs that look like a badge (✓, ®, emoji), the
 * recipient's name, a thread's "Re:" or count, and the subject are told from a name by these rules.
 */
function isNoName(name: string, subject: string): boolean {
  const said = subject.trim().toLowerCase();
  return (
    /[@\p{So}]|https?:|www\.|\{\{|^\s*(re|fwd?)\s*:|\(\d+\)/iu.test(name) ||
    (said.length > 3 && name.toLowerCase().includes(said))
  );
}

/** Lists grow and halve; only so many times the usual number is likely to be a list that was not meant. */
const UNUSUAL_TIMES = 3;
/** Of a few people, three times as many are no other audience. */
const UNUSUAL_MORE = 50;

/** @param usual what its sender's mailings go to as a rule; null before the first */
export function audienceChecks(count: number, usual: number | null): Check[] {
  if (usual === null || count < usual * UNUSUAL_TIMES || count - usual < UNUSUAL_MORE) return [];
  const [normally, now] = [usual.toLocaleString('en-US'), count.toLocaleString('en-US')];
  const message = `You normally send to ${normally}; this is ${now}.`;
  return [{ code: 'unusual-audience', level: 'warning', message }];
}

export function maySend(checks: readonly Check[]): boolean {
  return checks.every(({ level }) => level !== 'blocking');
}

/** What depends on the words, and so is looked at in every version and language of them. */
const OF_TEXTS: ReadonlySet<string> = new Set([
  'subject',
  'reply-subject',
  'content',
  'translated',
  'merge-tags',
  'alt-texts',
  'cards',
  'size',
  'long-subject',
  'shouting',
  'display-name',
]);

/** What is wrong with another text of the same mailing, with its name in front and its key behind the codes. */
export function ofText(checks: readonly Check[], name: string, key: string): Check[] {
  return checks
    .filter(({ code, level }) => level !== 'ok' && OF_TEXTS.has(code))
    .map(({ code, level, message }) => ({
      code: `${code}:${key}`,
      level,
      message: `${name}: ${message}`,
    }));
}

import { type OwnWords } from '../../email/compose/own-words.access.js';
import { type Language } from '../../layout/i18n.js';
import { type Block, mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { type Outreach } from './letter.js';
import { letterMessages } from './letters.messages.js';

interface Common {
  language: Language;
  host: MailHost;
  /** Of the campaign. */
  title: string;
}

/** An official as these mails name them. */
export type NamedOfficial = Pick<Outreach, 'official_name' | 'title' | 'seat'>;

const official = ({ official_name, title, seat }: NamedOfficial): string =>
  `${official_name}, ${title}, ${seat}`;

/** Asks the supporter whether the letter is theirs; nothing leaves before they say so. */
export function confirmationMail(
  given: Common & {
    name: string;
    to: readonly NamedOfficial[];
    /** What else the click agrees to, word for word. */
    agreed: readonly string[];
    confirmUrl: string;
    /** Where the organizer wrote some for this mail. */
    own: OwnWords | undefined;
  },
): MailContent {
  const t = letterMessages[given.language];
  return mail({
    ...given,
    subject: given.own?.subject ?? t.confirmSubject(given.title),
    blocks: [
      given.own?.opening ?? { text: t.confirmMail(given.name) },
      { list: given.to.map(official) },
      ...(given.agreed.length > 0 ? [{ text: t.alsoAgreed }, { list: given.agreed }] : []),
      { button: { label: t.confirmMailButton, url: given.confirmUrl } },
      { small: t.notYou },
    ],
  });
}

/** The letter itself, as one official receives it. */
export function officialMail(
  given: Common & {
    subject: string;
    paragraphs: readonly string[];
    signature: string;
    code: string;
    verifyUrl: string;
    /** The official, where this copy goes to the sink in their place. */
    inPlaceOf: string | null;
  },
): MailContent {
  const t = letterMessages[given.language];
  const blocks: Block[] = [
    ...(given.inPlaceOf ? [{ small: `[Test or practice: not sent to ${given.inPlaceOf}]` }] : []),
    ...given.paragraphs.map((text) => ({ text })),
    { text: given.signature },
    { small: t.sentThrough(given.host.name) },
    { small: t.verifyAt(given.code, given.verifyUrl) },
  ];
  return mail({ ...given, blocks });
}

/** The supporter's copy: what was sent, to whom, and the way out for somebody whose address was misused. */
export function receiptMail(
  given: Common & {
    name: string;
    to: readonly NamedOfficial[];
    /** The letter as the first official reads it; null where each of them had one before. */
    copy: string | null;
    code: string;
    verifyUrl: string;
    withdrawUrl: string;
    /** Where the organizer wrote some for this mail. */
    own: OwnWords | undefined;
  },
): MailContent {
  const t = letterMessages[given.language];
  // Thanks for a letter would not be true where none was sent.
  const own = given.copy === null ? undefined : given.own;
  return mail({
    ...given,
    subject: own?.subject ?? t.receiptSubject(given.title),
    blocks: [
      ...(given.copy === null
        ? [{ text: t.receiptNone(given.name) }]
        : [
            own?.opening ?? { text: t.receiptMail(given.name) },
            { list: given.to.map(official) },
            { quote: given.copy },
          ]),
      { small: t.receiptCode(given.code, given.verifyUrl) },
      { button: { label: t.receiptWithdraw, url: given.withdrawUrl } },
    ],
  });
}

/** Tells staff that somebody's address was used for a letter that they did not write. In English, as the console is. */
export function withdrawalAlert(
  given: Omit<Common, 'language'> & { code: string; stopped: number; gone: number },
): MailContent {
  return mail({
    ...given,
    language: 'en',
    subject: `Withdrawn by its sender: ${given.title}`,
    blocks: [
      {
        text: `The holder of an email address says that they did not send the letter ${given.code}. It is withdrawn and no longer counts.`,
      },
      { text: `Deliveries stopped before they left: ${given.stopped}. Already gone: ${given.gone}.` },
    ],
  });
}

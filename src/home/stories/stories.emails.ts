import { formatDate, type Language } from '../../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { storyMessages } from './stories.messages.js';

interface Given {
  language: Language;
  host: MailHost;
  name: string;
  /** ISO day. */
  endsOn: string;
  url: string;
}

/** To the person: what they allowed, and their link to end it. It does not say what it is: a mail may be read by others. */
export function linkMail({ language, host, name, endsOn, url }: Given): MailContent {
  const t = storyMessages[language];
  return mail({
    language,
    host,
    subject: t.subject,
    blocks: [
      { text: t.greeting(name) },
      { text: t.text(host.name, dayOf(endsOn, language)) },
      { button: { label: t.open, url } },
      { small: t.keep },
    ],
  });
}

/** To staff: a release ends soon. It names nobody. */
export function endingStoryMail({
  language,
  host,
  name,
  endsOn,
  url,
  daysLeft,
}: Given & { daysLeft: number }): MailContent {
  const t = storyMessages[language];
  return mail({
    language,
    host,
    subject: t.endingSubject(daysLeft),
    blocks: [
      { text: t.greeting(name) },
      { text: t.endingText(dayOf(endsOn, language)) },
      { button: { label: t.openList, url } },
    ],
  });
}

/** A day belongs to no zone: formatted at noon UTC it stays the day that it is. */
export function dayOf(iso: string, language: Language): string {
  return formatDate(new Date(`${iso}T12:00:00Z`), language, 'UTC');
}

import { formatDate, type Language } from '../../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { agreementMessages } from './agreements.messages.js';

/** To an administrator: this agreement ends soon, and what ends with it. */
export function endingMail(given: {
  language: Language;
  host: MailHost;
  name: string;
  title: string;
  parties: readonly string[];
  /** ISO day, where the chapter is. */
  expiresOn: string;
  daysLeft: number;
  isSharing: boolean;
  url: string;
}): MailContent {
  const { language, host, title } = given;
  const t = agreementMessages[language];
  // A day belongs to no zone: formatted at noon UTC it stays the day that it is.
  const day = formatDate(new Date(`${given.expiresOn}T12:00:00Z`), language, 'UTC');
  return mail({
    language,
    host,
    subject: t.endsSubject(title, given.daysLeft),
    blocks: [
      { text: t.greeting(given.name) },
      { text: t.endsText(title, given.parties.join(', '), day) },
      ...(given.isSharing ? [{ text: t.endsSharing }] : []),
      { button: { label: t.open, url: given.url } },
    ],
  });
}

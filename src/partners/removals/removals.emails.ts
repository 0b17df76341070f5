import { type Language } from '../../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { removalMessages } from './removals.messages.js';

/** To a partner's data contact. Says how many, and names nobody: mail is kept in more places than one can clean. */
export function removalMail(given: {
  language: Language;
  host: MailHost;
  name: string;
  organization: string;
  count: number;
  url: string;
}): MailContent {
  const { language, host } = given;
  const t = removalMessages[language];
  return mail({
    language,
    host,
    subject: t.subject(given.count),
    blocks: [
      { text: t.greeting(given.name) },
      { text: t.text(host.name, given.organization) },
      { button: { label: t.open, url: given.url } },
    ],
  });
}

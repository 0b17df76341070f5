import { formatDate, formatTime, type Language } from '../../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { decisionMessages } from './decisions.messages.js';

/** To somebody who speaks for a partner: it is asked, or has not answered yet. The proposal itself stays where one signs in. */
export function decisionMail(given: {
  language: Language;
  host: MailHost;
  name: string;
  organization: string;
  title: string;
  deadlineAt: Date;
  timeZone: string;
  isReminder: boolean;
  /** Where they answer; null for those who have no account. */
  url: string | null;
}): MailContent {
  const { language, host, title, deadlineAt, timeZone, url } = given;
  const t = decisionMessages[language];
  const moment = `${formatDate(deadlineAt, language, timeZone)}, ${formatTime(deadlineAt, language, timeZone)}`;
  return mail({
    language,
    host,
    subject: given.isReminder ? t.reminderSubject(title) : t.askedSubject(title),
    blocks: [
      { text: t.greeting(given.name) },
      { text: t.text(host.name, given.organization, title) },
      { text: t.deadline(moment) },
      url === null ? { text: t.tellUs } : { button: { label: t.open, url } },
    ],
  });
}

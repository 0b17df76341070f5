import { formatDate, type Language } from '../../layout/i18n.js';
import { mail, type MailContent } from '../../layout/mail.js';
import { type Host } from '../../network/chapters.service.js';
import { approvalMessages } from './approvals.messages.js';
import { type ActionText, linesOf } from './action-text.js';

/** To an approver: the text, until when, and one link. */
export function approvalMail(given: {
  language: Language;
  host: Host;
  name: string;
  organization: string;
  text: ActionText;
  dueAt: Date;
  url: string;
}): MailContent {
  const { language, host, organization } = given;
  const t = approvalMessages[language];
  return mail({
    language,
    host,
    subject: t.subject(organization),
    blocks: [
      { text: t.greeting(given.name) },
      { text: t.asks(host.name, organization) },
      ...linesOf(given.text, language).map(({ label, text }) => ({ quote: `${label}: ${text}` })),
      { text: t.by(formatDate(given.dueAt, language, host.timeZone)) },
      { button: { label: t.open, url: given.url } },
      { small: t.exact },
    ],
  });
}

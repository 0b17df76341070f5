import { type Language } from '../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../layout/mail.js';
import { type CoSponsorRole, type Sharing } from './co-sponsor.js';
import { coSponsorMessages, roleNames, sharingTerms } from './co-sponsors.messages.js';

/** To a partner's designee or administrator: what it is invited to, and what it would be given of it. */
export function invitationMail(given: {
  language: Language;
  host: MailHost;
  name: string;
  organization: string;
  title: string;
  role: CoSponsorRole;
  sharing: Sharing;
  url: string;
}): MailContent {
  const { language, host, title } = given;
  const t = coSponsorMessages[language];
  return mail({
    language,
    host,
    subject: t.subject(host.name, title),
    blocks: [
      { text: t.greeting(given.name) },
      { text: t.text(host.name, given.organization, title, roleNames[language][given.role]) },
      { text: sharingTerms[language][given.sharing] },
      { text: t.quiet },
      { button: { label: t.open, url: given.url } },
      { small: t.noAccount(host.name) },
    ],
  });
}

import { type Language } from '../../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { choicesMessages } from './choices.messages.js';

/** The way to one's own choices, good for an hour. */
export function freshLinkMail(given: { language: Language; host: MailHost; url: string }): MailContent {
  const t = choicesMessages[given.language];
  return mail({
    ...given,
    subject: t.linkSubject,
    blocks: [
      { text: t.linkText },
      { button: { label: t.linkButton, url: given.url } },
      { small: t.linkSmall },
    ],
  });
}

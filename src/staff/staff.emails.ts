import { type Language } from '../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../layout/mail.js';
import { staffMessages } from './staff.messages.js';

export interface Letter {
  language: Language;
  host: MailHost;
  /** Whom it greets. */
  name: string;
}

export function invitationMail(letter: Letter & { url: string; invitedBy: string }): MailContent {
  const { language, host, name, url, invitedBy } = letter;
  const t = staffMessages[language];
  return mail({
    language,
    host,
    subject: t.invitationSubject(host.name),
    blocks: [
      { text: t.greeting(name) },
      { text: t.invitationText(invitedBy, host.name) },
      { button: { label: t.invitationButton, url } },
      { small: t.invitationEnds },
    ],
  });
}

export function resetMail(letter: Letter & { url: string }): MailContent {
  const { language, host, name, url } = letter;
  const t = staffMessages[language];
  return mail({
    language,
    host,
    subject: t.resetSubject,
    blocks: [
      { text: t.greeting(name) },
      { text: t.resetText },
      { button: { label: t.resetButton, url } },
      { small: t.resetEnds },
    ],
  });
}

export type SecurityChange = 'password-changed' | 'two-factor-on' | 'two-factor-off' | 'role-added';

/** So that whoever did not do it learns of it (ASVS 6.3.7). */
export function securityNotice(letter: Letter & { what: SecurityChange }): MailContent {
  const { language, host, name, what } = letter;
  const t = staffMessages[language];
  const text = {
    'password-changed': t.noticePassword,
    'two-factor-on': t.noticeTwoFactorOn,
    'two-factor-off': t.noticeTwoFactorOff,
    'role-added': t.noticeRole(host.name),
  }[what];
  return mail({
    language,
    host,
    subject: what === 'role-added' ? t.noticeRoleSubject(host.name) : t.noticeSubject,
    blocks: [{ text: t.greeting(name) }, { text }, { small: t.noticeElse }],
  });
}

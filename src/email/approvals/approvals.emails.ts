import { formatNumber, type Language } from '../../layout/i18n.js';
import { mail, type MailContent, type MailHost } from '../../layout/mail.js';
import { type Approval } from './approval.js';
import { approvalMessages } from './approvals.messages.js';

interface Letter {
  language: Language;
  host: MailHost;
  name: string;
  mailing: string;
  approval: Approval;
  url: string;
}

/** To those who may approve: who wants to send what to how many, and whether that is usual. */
export function askedMail({ language, host, name, mailing, approval, url }: Letter): MailContent {
  const t = approvalMessages[language];
  const count = (value: number): string => formatNumber(value, language);
  const { usualCount } = approval;
  return mail({
    language,
    host,
    subject: t.askedSubject(mailing),
    blocks: [
      { text: t.greeting(name) },
      { text: t.askedText(approval.askedByName, mailing, count(approval.audienceCount)) },
      { text: usualCount === null ? t.first : t.usual(count(usualCount)) },
      { button: { label: t.open, url } },
    ],
  });
}

/** To whoever asked: what the answer is. */
export function decidedMail({ language, host, name, mailing, approval, url }: Letter): MailContent {
  const t = approvalMessages[language];
  const decider = approval.decidedByName ?? '';
  const isApproved = approval.state === 'approved';
  return mail({
    language,
    host,
    subject: isApproved ? t.approvedSubject(mailing) : t.declinedSubject(mailing),
    blocks: [
      { text: t.greeting(name) },
      { text: isApproved ? t.approvedText(decider, mailing) : t.declinedText(decider, mailing) },
      ...(approval.note === '' ? [] : [{ quote: approval.note }]),
      { button: { label: t.open, url } },
    ],
  });
}

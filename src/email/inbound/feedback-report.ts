import { type Fields, type MailParts } from './mail-parts.js';
import { type NoticeKind } from './notice.js';

/**
 * Reads a complaint: RFC 5965, and the few large providers that send the message back without such a part.
 * `auth-failure` (RFC 6591) is about signatures and says nothing of anybody's wish.
 *
 * @returns null for what is no feedback
 */
export function readFeedback({ feedback, headers, contentType, original }: MailParts): NoticeKind | null {
  if (feedback) return kindOf(feedback);
  if (/report-type="?feedback-report/i.test(contentType)) return 'complaint';
  // Apple's mail programs write to the address of List-Unsubscribe.
  if (headers.has('x-apple-unsubscribe')) return 'opt-out';
  const isOfMicrosoft =
    /staff@hotmail\.com/i.test(headers.get('from') ?? '') || original?.has('x-hmxmroriginalrecipient');
  return isOfMicrosoft && /complaint about message/i.test(headers.get('subject') ?? '') ? 'complaint' : null;
}

function kindOf(feedback: Fields): NoticeKind {
  switch (feedback.get('feedback-type')?.toLowerCase()) {
    case 'not-spam':
      return 'not-spam';
    case 'opt-out':
    case 'opt-out-list':
      return 'opt-out';
    case 'auth-failure':
    case 'other':
      return 'other';
    default:
      return 'complaint';
  }
}

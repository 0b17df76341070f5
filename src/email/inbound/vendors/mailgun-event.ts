import { printable } from '../../../platform/mail/outcome.js';
import { classifyReported } from '../../sending/reply-class.js';
import { ABOUT_NOTHING, type Notice, type NoticeKind } from '../notice.js';

/** `event-data` of a call: https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure */
export interface MailgunEvent {
  id?: string;
  event?: string;
  severity?: string;
  recipient?: string;
  'delivery-status'?: { code?: number; 'enhanced-code'?: string; message?: string; description?: string };
  message?: { headers?: { 'message-id'?: string } };
}

const KINDS: Record<string, NoticeKind> = {
  complained: 'complaint',
  unsubscribed: 'opt-out',
  delivered: 'delivered',
};

export function noticeOfMailgun(event: MailgunEvent): Notice {
  const recipient = event.recipient?.toLowerCase() ?? null;
  const about = { ...ABOUT_NOTHING, recipient, messageId: event.message?.headers?.['message-id'] ?? null };
  if (event.event !== 'failed')
    return { kind: KINDS[event.event ?? ''] ?? 'other', to: [], failures: [], about };
  // They try on for hours, and say so each time.
  if (event.severity === 'temporary') return { kind: 'delayed', to: [], failures: [], about };
  const { code, 'enhanced-code': status, message, description } = event['delivery-status'] ?? {};
  const text = message || description || '';
  // 605 to 607 are their own: on their list of bounced, complaining or unsubscribed addresses.
  const isReply = code !== undefined && code >= 400 && code < 600;
  return {
    kind: 'bounce',
    to: [],
    failures: [
      {
        recipient,
        class: classifyReported({
          code: isReply ? code : null,
          status: status || null,
          text,
          isAfterData: false,
        }),
        status: status || null,
        reply: printable(text, []),
      },
    ],
    about,
  };
}

import { printable } from '../../../platform/mail/outcome.js';
import { classifyReported } from '../../sending/reply-class.js';
import { ABOUT_NOTHING, type Notice, type NoticeKind } from '../notice.js';
import { refusalIn } from '../status-report.js';

/** One of the events of a call: https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
export interface SendGridEvent {
  event?: string;
  email?: string;
  sg_event_id?: string;
  /** The Message-ID that we gave. */
  'smtp-id'?: string;
  reason?: string;
  status?: string;
  /** `bounce`, or `blocked` for what may pass another time. */
  type?: string;
}

const KINDS: Record<string, NoticeKind> = {
  bounce: 'bounce',
  dropped: 'bounce',
  deferred: 'delayed',
  delivered: 'delivered',
  spamreport: 'complaint',
  unsubscribe: 'opt-out',
  group_unsubscribe: 'opt-out',
};

export function noticeOfSendGrid(event: SendGridEvent): Notice {
  const recipient = event.email?.toLowerCase() ?? null;
  const messageId = /<?([^<>\s]+@[^<>\s]+)>?/.exec(event['smtp-id'] ?? '')?.[1] ?? null;
  const about = { ...ABOUT_NOTHING, recipient, messageId };
  const kind = KINDS[event.event ?? ''] ?? 'other';
  if (kind !== 'bounce') return { kind, to: [], failures: [], about };
  const text = event.reason ?? '';
  const said = refusalIn(text);
  const status = said.status ?? event.status ?? null;
  const found = classifyReported({ code: said.code, status, text, isAfterData: false });
  const isHard = found === 'hard' && event.type !== 'blocked' && event.event === 'bounce';
  return {
    kind,
    to: [],
    failures: [
      { recipient, class: found === 'hard' && !isHard ? 'soft' : found, status, reply: printable(text, []) },
    ],
    about,
  };
}

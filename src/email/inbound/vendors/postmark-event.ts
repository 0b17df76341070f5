import { printable } from '../../../platform/mail/outcome.js';
import { classifyReported, type ReplyClass } from '../../sending/reply-class.js';
import { ABOUT_NOTHING, type Notice, type NoticeKind } from '../notice.js';
import { refusalIn } from '../status-report.js';

/** https://postmarkapp.com/developer/webhooks/bounce-webhook and its neighbours. */
export interface PostmarkEvent {
  RecordType?: string;
  ID?: number;
  MessageID?: string;
  Type?: string;
  Email?: string;
  Recipient?: string;
  Details?: string;
  Description?: string;
  SuppressSending?: boolean;
  SuppressionReason?: string;
  Origin?: string;
  BouncedAt?: string;
  ChangedAt?: string;
}

/** Types that are about us, by https://postmarkapp.com/developer/api/bounce-api#bounce-types. */
const POLICY = ['SpamNotification', 'Blocked', 'DMARCPolicy', 'VirusNotification', 'OpenRelayTest'];
const HARD = ['HardBounce', 'BadEmailAddress'];

export function noticeOfPostmark(event: PostmarkEvent): Notice {
  const recipient = (event.Email ?? event.Recipient)?.toLowerCase() ?? null;
  const text = event.Details || event.Description || '';
  const about = { ...ABOUT_NOTHING, recipient };
  const kind = kindOf(event);
  if (kind !== 'bounce') return { kind, to: [], failures: [], about };
  const { code, status } = refusalIn(text);
  const said = classifyReported({ code, status, text, isAfterData: false });
  const reply = printable(text, []);
  return { kind, to: [], failures: [{ recipient, class: classOf(event.Type, said), status, reply }], about };
}

function kindOf({ RecordType, Type, SuppressSending, SuppressionReason }: PostmarkEvent): NoticeKind {
  if (RecordType === 'SpamComplaint' || Type === 'SpamComplaint') return 'complaint';
  if (RecordType === 'Delivery') return 'delivered';
  if (RecordType === 'SubscriptionChange')
    return SuppressSending && SuppressionReason === 'ManualSuppression' ? 'opt-out' : 'other';
  if (RecordType !== 'Bounce') return 'other';
  if (Type === 'AutoResponder') return 'automatic';
  return Type === 'Unsubscribe' ? 'opt-out' : Type === 'Subscribe' ? 'other' : 'bounce';
}

/** Their word and the receiver's: hard only where neither speaks against it. */
function classOf(type: string | undefined, said: ReplyClass): ReplyClass {
  if (type && POLICY.includes(type)) return 'policy';
  if (type && HARD.includes(type)) return said === 'soft' ? 'hard' : said;
  return said === 'hard' ? 'soft' : said;
}

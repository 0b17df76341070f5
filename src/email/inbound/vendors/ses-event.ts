import { printable } from '../../../platform/mail/outcome.js';
import { classifyReported } from '../../sending/reply-class.js';
import { ABOUT_NOTHING, type AboutMessage, type Failure, type Notice } from '../notice.js';
import { refusalIn } from '../status-report.js';

/**
 * Amazon SES's notification, as far as it is read here: `notificationType` from a topic, `eventType` from a configuration set.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
 */
export interface SesEvent {
  notificationType?: string;
  eventType?: string;
  mail?: {
    source?: string;
    commonHeaders?: { messageId?: string };
    headers?: { name: string; value: string }[];
  };
  bounce?: {
    bounceType?: string;
    bouncedRecipients?: {
      emailAddress?: string;
      status?: string;
      diagnosticCode?: string;
    }[];
  };
  complaint?: { complaintFeedbackType?: string; complainedRecipients?: { emailAddress?: string }[] };
}

export function noticeOfSes(event: SesEvent): Notice {
  const about = aboutOf(event);
  switch (event.notificationType ?? event.eventType) {
    case 'Bounce':
      return { kind: 'bounce', to: [], failures: failures(event), about };
    case 'Complaint': {
      const type = event.complaint?.complaintFeedbackType;
      const recipient = event.complaint?.complainedRecipients?.[0]?.emailAddress ?? about.recipient;
      return {
        kind: type === 'not-spam' ? 'not-spam' : 'complaint',
        to: [],
        failures: [],
        about: { ...about, recipient },
      };
    }
    case 'DeliveryDelay':
      return { kind: 'delayed', to: [], failures: [], about };
    case 'Delivery':
      return { kind: 'delivered', to: [], failures: [], about };
    default:
      return { kind: 'other', to: [], failures: [], about: ABOUT_NOTHING };
  }
}

/** "Permanent" is their word too for addresses on their own list; what the receiver said decides. */
function failures({ bounce }: SesEvent): Failure[] {
  return (bounce?.bouncedRecipients ?? []).map(({ emailAddress, status, diagnosticCode }) => {
    const text = diagnosticCode ?? '';
    const said = refusalIn(text);
    const told = said.status ?? status ?? (bounce!.bounceType === 'Transient' ? '4.0.0' : null);
    return {
      recipient: emailAddress?.toLowerCase() ?? null,
      class: classifyReported({ code: said.code, status: told, text, isAfterData: false }),
      status: told,
      reply: printable(text, []),
    };
  });
}

function aboutOf({ mail }: SesEvent): AboutMessage {
  const header = mail?.headers?.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  return {
    ...ABOUT_NOTHING,
    messageId: /<?([^<>\s]+@[^<>\s]+)>?/.exec(header ?? mail?.commonHeaders?.messageId ?? '')?.[1] ?? null,
    returnPath: mail?.source ?? null,
  };
}

/** A notification that its topic sends by mail: JSON in JSON, folded as mail is. Null for all other text. */
export function sesEventInMail(text: string): SesEvent | null {
  if (!/^\s*\{/.test(text) || !/notificationType/.test(text)) return null;
  try {
    const outer = JSON.parse(text.replace(/--\s[\s\S]*$/, '').replace(/\r?\n ?/g, '')) as SesEvent & {
      Message?: string;
    };
    return outer.Message ? (JSON.parse(outer.Message) as SesEvent) : outer;
  } catch {
    return null; // some other program's braces
  }
}

import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Config } from '../../../platform/config/config.js';
import { Forbidden, Invalid, NotFound } from '../../../platform/http/errors.js';
import { Inlet } from '../inlet.service.js';
import { type NewNotice, type Vendor, VENDORS } from '../notices.sql.js';
import { type MailgunEvent } from './mailgun-event.js';
import { type PostmarkEvent } from './postmark-event.js';
import { type SendGridEvent } from './sendgrid-event.js';
import { isOfMailgun, isOfPostmark, isOfSendGrid } from './signatures.js';
import { Sns, type SnsMessage } from './sns.service.js';

/** A vendor's call, as it came. */
export interface VendorCall {
  header: (name: string) => string;
  body: Buffer;
}

type Event = Pick<NewNotice, 'externalId'> & { event: string };

/** Takes in what mail vendors tell of our messages, each by its own signature. */
@Injectable()
export class VendorInlet {
  constructor(
    private readonly config: Config,
    private readonly inlet: Inlet,
    private readonly sns: Sns,
  ) {}

  /**
   * Stores the events of one call.
   *
   * @throws NotFound for a vendor that this installation has no key of; Forbidden where it did not sign
   */
  async take(name: string, call: VendorCall): Promise<void> {
    const vendor = VENDORS.find((each) => each === name);
    if (!vendor) throw new NotFound();
    const events = await this.events(vendor, call);
    await this.inlet.take(
      events.map(({ externalId, event }) => ({
        source: vendor,
        externalId: externalId.slice(0, 300),
        raw: Buffer.from(event),
        recipients: [],
      })),
    );
  }

  private events(vendor: Vendor, call: VendorCall): Promise<Event[]> | Event[] {
    switch (vendor) {
      case 'ses':
        return this.ses(call);
      case 'postmark':
        return this.postmark(call);
      case 'sendgrid':
        return this.sendGrid(call);
      case 'mailgun':
        return this.mailgun(call);
    }
  }

  private async ses({ body }: VendorCall): Promise<Event[]> {
    const topic = known(this.config.SES_TOPIC);
    const opened = await this.sns.open(json(body) as SnsMessage, topic);
    return opened ? [{ externalId: opened.id, event: opened.event }] : [];
  }

  private postmark({ header, body }: VendorCall): Event[] {
    if (!isOfPostmark(known(this.config.POSTMARK_WEBHOOK_PASSWORD), header('authorization')))
      throw new Forbidden();
    const event = json(body) as PostmarkEvent;
    const { RecordType, ID, MessageID, Recipient, ChangedAt } = event;
    const id = ID === undefined ? [MessageID, Recipient, ChangedAt].join(' ') : String(ID);
    return [{ externalId: `${RecordType} ${id}`, event: JSON.stringify(event) }];
  }

  private sendGrid({ header, body }: VendorCall): Event[] {
    const key = known(this.config.SENDGRID_WEBHOOK_KEY);
    const signature = header('x-twilio-email-event-webhook-signature');
    const timestamp = header('x-twilio-email-event-webhook-timestamp');
    if (!isOfSendGrid(key, { signature, timestamp, body })) throw new Forbidden();
    return (json(body) as SendGridEvent[]).map((each) => {
      const event = JSON.stringify(each);
      const hash = createHash('sha256').update(event).digest('hex');
      return { externalId: each.sg_event_id ?? hash, event };
    });
  }

  private mailgun({ body }: VendorCall): Event[] {
    const key = known(this.config.MAILGUN_WEBHOOK_KEY);
    const call = json(body) as { signature?: Record<string, unknown>; 'event-data'?: MailgunEvent };
    const part = (name: string): string => {
      const value = call.signature?.[name];
      return typeof value === 'string' ? value : '';
    };
    const token = part('token');
    const isSigned = isOfMailgun(key, { timestamp: part('timestamp'), token, signature: part('signature') });
    if (token === '' || !isSigned) throw new Forbidden();
    return [{ externalId: token, event: JSON.stringify(call['event-data'] ?? {}) }];
  }
}

/** Without its key a vendor's address is not there. */
function known(setting: string | undefined): string {
  if (setting === undefined) throw new NotFound();
  return setting;
}

function json(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Invalid([], 'This is no JSON.');
  }
}

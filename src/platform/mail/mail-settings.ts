import { type Config } from '../config/config.js';

/** How mail leaves. Production takes the defaults; tests shorten the limits. */
export class MailSettings {
  /** smtp: or smtps: with host, port, user and password. */
  readonly url: string;
  /** Deliveries at once; those beyond it wait. */
  readonly connections: number = 10;
  /** Until the relay is reached and until it greets, in ms. */
  readonly greetingLimit: number = 20_000;
  /** Silence in the middle of a delivery, in ms. nodemailer's own ten minutes would hold a slot through an outage. */
  readonly silenceLimit: number = 120_000;
  /** A whole delivery, in ms: a relay that trickles its replies is never silent. */
  readonly deliveryLimit: number = 300_000;

  /** True for a host that somebody typed: it must be a public one, whenever a connection is opened. */
  readonly isPublicOnly: boolean = false;

  constructor(settings: Partial<MailSettings> & { url: string }) {
    Object.assign(this, settings);
  }

  /** The relay of SMTP_URL, or the built-in mailbox. */
  static from(config: Config): MailSettings {
    return new MailSettings({ url: config.SMTP_URL ?? `smtp://127.0.0.1:${config.MAILBOX_PORT}` });
  }
}

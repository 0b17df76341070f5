import { Readable } from 'node:stream';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import SMTPPool, { type SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { within } from '../clock/time-limit.js';
import { hostOf, isLoopbackHost } from '../config/hosts.js';
import { canonicalEmail, needsSmtpUtf8 } from './address.js';
import { MailSettings } from './mail-settings.js';
import { acceptedBy, isUnencrypted, type Outcome, outcomeOf, printable } from './outcome.js';
import { handTo } from './pooled.js';
import { dialPublic } from './public-hosts.js';

export interface Delivery {
  /** The return path, canonical; empty for automatic answers, which must not be answered (RFC 5321 4.5.5). */
  readonly envelopeFrom: string;
  /** The one recipient, canonical. */
  readonly to: string;
  /** The message as it goes over the wire (RFC 5322, CRLF), from compileMessage. */
  readonly raw: Buffer;
  /** Blotted out of what the outcome says, beside the relay's own credentials. */
  readonly secrets?: readonly string[] | undefined;
  /** Gives the delivery up. It still ends in an outcome, and that may be `unknown`. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * To a mailbox beyond ASCII. nodemailer would send it without SMTPUTF8 to a relay that does not offer that, and
 * some relays then deliver to nobody; so it is refused here, with the status RFC 6531 3.5 has for it.
 */
const UNDELIVERABLE: Outcome = {
  kind: 'refused',
  code: 553,
  enhanced: '5.6.7',
  reply:
    '553 5.6.7 The address has characters beyond ASCII before the @, which mail relays do not take everywhere',
  permanent: true,
};

/** How mail reaches the relay. `refused`: the relay offers no TLS, or a certificate that is not to be trusted. */
export type Encryption =
  | { kind: 'own-machine' }
  | { kind: 'encrypted' }
  | { kind: 'refused'; error: string }
  | { kind: 'no-answer' };

/** Hands messages to the relay over a few lasting connections, and says for certain what became of each. */
@Injectable()
export class MailTransport implements OnApplicationShutdown {
  private readonly pool: SMTPPool;
  private readonly secrets: readonly string[];
  private readonly underWay = new Set<Promise<Outcome>>();
  private isClosed = false;

  constructor(private readonly settings: MailSettings) {
    const url = new URL(settings.url);
    const user = decodeURIComponent(url.username);
    const pass = decodeURIComponent(url.password);
    this.secrets = secretForms(user, pass);
    const host = hostOf(settings.url);
    this.pool = new SMTPPool({
      host,
      port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
      secure: url.protocol === 'smtps:',
      // Encryption may not be talked down on the way; to this machine itself there is no way.
      requireTLS: !isLoopbackHost(host),
      ignoreTLS: isLoopbackHost(host) && url.protocol === 'smtp:',
      ...(user && { auth: { user, pass } }),
      maxConnections: settings.connections,
      // A connection is good until it fails: opening one costs more than a message.
      maxMessages: Infinity,
      connectionTimeout: settings.greetingLimit,
      greetingTimeout: settings.greetingLimit,
      socketTimeout: settings.silenceLimit,
      ...(settings.isPublicOnly && { getSocket: publicSocket(host, settings.greetingLimit) }),
    });
    this.pool.on('error', (error: Error) =>
      new Logger(MailTransport.name).warn(printable(error.message, this.secrets)),
    );
  }

  /** Deliveries that run at once. */
  get connections(): number {
    return this.settings.connections;
  }

  /**
   * Delivers one message to one recipient. Whatever the relay or the network does is an outcome, not an error.
   *
   * @throws Error where the envelope is not canonical or the transport is closed: nothing was tried then.
   */
  async deliver(delivery: Delivery): Promise<Outcome> {
    const { envelopeFrom, to } = delivery;
    // A comma or an angle bracket in here would add a recipient.
    if (canonicalEmail(to) !== to) throw new Error('The recipient is not a canonical address');
    if (envelopeFrom !== '' && canonicalEmail(envelopeFrom) !== envelopeFrom) {
      throw new Error('The return path is not a canonical address');
    }
    if (this.isClosed) throw new Error('The mail transport is closed: this process is stopping');
    if (needsSmtpUtf8(to)) return UNDELIVERABLE;
    const outcome = this.hand(delivery);
    this.underWay.add(outcome);
    try {
      return await outcome;
    } finally {
      this.underWay.delete(outcome);
    }
  }

  /** Connects and signs in. Null where that works, else what went wrong, without secrets. */
  async verify(): Promise<string | null> {
    try {
      await this.pool.verify();
      return null;
    } catch (error) {
      return printable((error as Error).message, this.secrets);
    }
  }

  /** Connects to see how mail goes to the relay. */
  async encryption(): Promise<Encryption> {
    if (isLoopbackHost(hostOf(this.settings.url))) return { kind: 'own-machine' };
    try {
      await this.pool.verify();
      return { kind: 'encrypted' };
    } catch (error) {
      return isUnencrypted(error)
        ? { kind: 'refused', error: printable((error as Error).message, this.secrets) }
        : { kind: 'no-answer' };
    }
  }

  /** Lets deliveries under way finish for at most `limit` ms, then cuts them: those are `unknown` or `not-handed`. */
  async close(limit = 15_000): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    const settled = Promise.allSettled([...this.underWay]);
    try {
      await within(limit, settled, 'deliveries still run');
      this.pool.close();
    } catch {
      this.pool.close({ force: true });
      await settled; // each of them has just been told that its connection is gone
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private async hand({ envelopeFrom, to, raw, signal, secrets = [] }: Delivery): Promise<Outcome> {
    // One of its own, taken apart at the end: those that Node combines wait for the garbage, and are a good part of it.
    const cut = new AbortController();
    const giveUp = (): void => cut.abort(signal?.reason);
    const limit = setTimeout(giveUp, this.settings.deliveryLimit);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted) giveUp();
    let stream: Readable | undefined; // of the last connection tried
    try {
      const { response, serverMessageId } = await handTo(this.pool, {
        from: envelopeFrom,
        to,
        signal: cut.signal,
        // A stream of ours: only so is it known whether the final dot may be out.
        open: () => (stream = inChunks(raw)),
      });
      return acceptedBy(response, serverMessageId, secrets);
    } catch (error) {
      return outcomeOf(error, stream?.readableEnded ?? false, [...this.secrets, ...secrets]);
    } finally {
      clearTimeout(limit);
      signal?.removeEventListener('abort', giveUp);
    }
  }
}

/** Small chunks, so that the end is read only when nearly all before it has left for the relay. */
function inChunks(raw: Buffer, size = 16_384): Readable {
  let at = 0;
  return new Readable({
    highWaterMark: size,
    read() {
      this.push(at < raw.length ? raw.subarray(at, (at += size)) : null);
    },
  });
}

/** Connections of our own opening, to addresses that were looked at. */
function publicSocket(host: string, limit: number): NonNullable<SMTPPoolOptions['getSocket']> {
  return ({ port }, done) => {
    dialPublic(host, Number(port), limit).then(
      (connection) => done(null, { connection }),
      (error: Error) => done(error, false),
    );
  };
}

/** As they are and as AUTH PLAIN and LOGIN would have them, for a relay that repeats what it was told. */
function secretForms(user: string, pass: string): string[] {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  return pass === '' ? [] : [pass, base64(pass), base64(`\0${user}\0${pass}`)];
}

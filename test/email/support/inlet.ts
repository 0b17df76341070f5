import { createTransport } from 'nodemailer';
import { InletServer } from '../../../src/email/inbound/inlet-server.js';
import { Preparing } from '../../../src/email/mailings/preparing.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { aChapter, aNetwork, unique } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { aMailing, mailingState, subscribers } from './mailing.js';

export const INLET_DOMAIN = 'bounce.coalition.example';

/** A message as the relay took it. */
export interface SentMessage {
  /** Its envelope sender. */
  from: string;
  address: string;
  messageId: string;
  /** The address of its List-Unsubscribe. */
  leaving: string;
}

export interface SentMailing {
  mailingId: string;
  /** The message to the nth subscriber. */
  of: (n: number) => SentMessage;
}

/** A product with a relay to send by and an inlet to hear back by. */
export class AppWithInlet {
  readonly sink = new SmtpSink();
  app: TestApp;
  ownerId: string;
  networkId: string;

  async start(settings: Record<string, string> = {}): Promise<void> {
    await this.sink.listen();
    this.app = await startApp({
      worker: true,
      settings: {
        SMTP_URL: this.sink.url,
        MAIL_INLET_DOMAIN: INLET_DOMAIN,
        MAIL_INLET_PORT: '0',
        ...settings,
      },
    });
    await this.app.web.get(InletServer).listen();
    this.networkId = await aNetwork(this.app.db);
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.sink.close();
  }

  /** An organization of the test's own. */
  async fresh(): Promise<void> {
    this.sink.behaviour = {};
    this.sink.caught.length = 0;
    this.ownerId = await aChapter(this.app.db, { networkId: this.networkId, name: 'Worcester Coalition' });
  }

  /** A mailing to `count` new people, sent. */
  async sent(count: number, prefix: string = unique()): Promise<SentMailing> {
    await subscribers(this.app.db, { ownerId: this.ownerId, count, prefix });
    return this.sentAgain(prefix);
  }

  /** Another mailing to the same people. */
  async sentAgain(prefix: string): Promise<SentMailing> {
    const { db, worker } = this.app;
    const mailingId = await aMailing(db, { ownerId: this.ownerId });
    const before = this.sink.caught.length;
    await worker!.get(Preparing).prepare(mailingId);
    await settled(
      'the mailing was finished',
      async () => (await mailingState(db, mailingId)).state === 'finished',
    );
    const messages = this.sink.caught.slice(before).map(({ from, to, raw }) => ({
      from,
      address: to[0]!,
      messageId: /^Message-ID: <(.+)>/m.exec(raw.toString())![1]!,
      leaving: /<mailto:([^>]+)>/.exec(raw.toString().replace(/\r\n\s/g, ''))![1]!,
    }));
    return {
      mailingId,
      of: (n) => messages.find(({ address }) => address === `${prefix}-${n}@people.example`)!,
    };
  }

  /** Brings a mail as a mail server does. */
  async bring(to: string, raw: Buffer, from = ''): Promise<void> {
    const port = this.app.web.get(InletServer).port!;
    const client = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
    await client.sendMail({ envelope: { from, to: [to] }, raw }).finally(() => client.close());
  }

  async read(): Promise<void> {
    await settled('all notices were read', async () => {
      const { rows } = await this.app.db.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM mail_notices WHERE read_at IS NULL AND next_at <= now()`,
      );
      return rows[0]!.open === 0;
    });
  }

  /** What became of a delivery, its address and its person. */
  async stateOf(mailingId: string, address: string): Promise<Record<string, unknown>> {
    const { rows } = await this.app.db.query<Record<string, unknown>>(
      `SELECT d.state, d.reason,
         (SELECT array_agg(s.reason || CASE WHEN s.organization_id IS NULL THEN ' everywhere' ELSE '' END ORDER BY s.reason)
          FROM suppressions s WHERE s.canonical_email = d.canonical_email AND s.lifted_at IS NULL) AS suppressed,
         (SELECT e.status FROM person_emails e WHERE e.canonical = d.canonical_email) AS email,
         (SELECT array_agg(g.did ORDER BY g.did) FROM engagements g WHERE g.person_id = d.person_id) AS did
       FROM deliveries d WHERE d.mailing_id = $1 AND d.canonical_email = $2`,
      [mailingId, address],
    );
    return rows[0]!;
  }
}

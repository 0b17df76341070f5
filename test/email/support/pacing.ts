import { randomUUID } from 'node:crypto';
import { Preparing } from '../../../src/email/mailings/preparing.service.js';
import { Pace } from '../../../src/email/pacing/pace.service.js';
import { claimOfMailing } from '../../../src/email/sending/claiming.sql.js';
import { type Claimed } from '../../../src/email/sending/deliveries.sql.js';
import { Sweeping } from '../../../src/email/sending/sweeping.service.js';
import { Database } from '../../../src/platform/database/database.service.js';
import { Scope } from '../../../src/platform/database/scope.js';
import { startApp, type TestApp } from '../../support/app.js';
import { DnsServer } from '../../support/dns-server.js';
import { aChapter, aNetwork } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { aMailing, mailingState, statesOf, subscribersAt } from './mailing.js';

export interface Rate {
  connections: number | null;
  /** Until it goes on. */
  seconds: number;
  strikes: number;
  reason: string;
}

/** `count` addresses at a domain. */
export function numbered(count: number, domain: string): string[] {
  return Array.from({ length: count }, (_, at) => `p${at}@${domain}`);
}

/** A product with a relay that may be slow, and a name server. */
export class PaceBench {
  readonly sink = new SmtpSink();
  dns: DnsServer;
  app: TestApp;
  networkId: string;
  ownerId: string;

  async open(): Promise<void> {
    this.dns = await DnsServer.start();
    await this.sink.listen();
    const settings = { SMTP_URL: this.sink.url, DNS_SERVERS: this.dns.address };
    this.app = await startApp({ worker: true, settings });
    this.networkId = await aNetwork(this.app.db);
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.sink.close();
    await this.dns.stop();
  }

  /** An organization of the test's own, and a relay that takes everything. */
  async fresh(): Promise<void> {
    this.sink.behaviour = {};
    this.sink.caught.length = 0;
    this.dns.isFailing = false;
    this.ownerId = await aChapter(this.app.db, { networkId: this.networkId, name: 'Worcester Coalition' });
  }

  /** What goes on would send into the next test. */
  async clear(): Promise<void> {
    await this.app.db.query(`UPDATE mailings SET state = 'cancelled' WHERE state = 'sending'`);
    await this.app.db.query(`DELETE FROM sending_rates`);
  }

  sweep(): Promise<void> {
    return this.app.worker!.get(Sweeping).sweep();
  }

  async start(addresses: readonly string[]): Promise<string> {
    await subscribersAt(this.app.db, this.ownerId, addresses);
    const mailingId = await aMailing(this.app.db, { ownerId: this.ownerId });
    await this.app.worker!.get(Preparing).prepare(mailingId);
    return mailingId;
  }

  async rate(receiver: string): Promise<Rate | undefined> {
    const { rows } = await this.app.db.query<Rate>(
      `SELECT connections, extract(epoch FROM slowed_until - now())::int AS seconds, strikes, reason
       FROM sending_rates WHERE relay = 'default' AND receiver = $1`,
      [receiver],
    );
    return rows[0];
  }

  sentTo(domain: string): number {
    return this.sink.caught.filter(({ to }) => to[0]!.endsWith(`@${domain}`)).length;
  }

  sent(mailingId: string, count: number): Promise<true> {
    return settled(
      `${count} were sent`,
      async () => (await statesOf(this.app.db, mailingId))['sent'] === count,
    );
  }

  /** Moves the clock of a pause: the database's, since that is what it is kept by. */
  async later(seconds: number): Promise<void> {
    await this.app.db.query(
      `UPDATE sending_rates SET slowed_until = slowed_until - make_interval(secs => $1),
         grown_at = grown_at - make_interval(secs => $1), filled_at = filled_at - make_interval(secs => $1)`,
      [seconds],
    );
  }

  finished(mailingId: string): Promise<true> {
    return settled('the mailing was finished', async () => {
      await this.sweep();
      return (await mailingState(this.app.db, mailingId)).state === 'finished';
    });
  }

  async attempts(mailingId: string): Promise<number[]> {
    const { rows } = await this.app.db.query<{ attempt: number }>(
      `SELECT DISTINCT attempt FROM deliveries WHERE mailing_id = $1 ORDER BY attempt`,
      [mailingId],
    );
    return rows.map(({ attempt }) => attempt);
  }

  /** A mailing that no job works on, since its relay is paused: for claims by hand, by other relays. */
  async waiting(addresses: readonly string[]): Promise<string> {
    await this.app.db.query(
      `INSERT INTO sending_rates (relay, receiver, slowed_until) VALUES ('default', '*', now() + interval '1 hour')`,
    );
    return this.start(addresses);
  }

  claim(mailingId: string, relay: string, limit: number): Promise<Claimed[]> {
    const asked = { relay, claimToken: randomUUID(), limit, isBulk: true };
    const worker = this.app.worker!;
    return worker
      .get(Database)
      .as(Scope.nothing, (tx) =>
        worker.get(Pace).claim(tx, asked, (each, held) => claimOfMailing(tx, { mailingId, ...each }, held)),
      );
  }
}

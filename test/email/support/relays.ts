import { Sweeping } from '../../../src/email/sending/sweeping.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork } from '../../support/people.js';
import { SmtpSink } from '../../support/smtp-sink.js';

export interface Relay {
  id: string;
  name: string;
  is_broken: boolean;
  slowed_until: string | null;
  reason: string | null;
  used_by: { organization_id: string; stream: string }[];
}

/** A product whose relays may stand on this machine, with the one of SMTP_URL and one more. */
export class RelayBench {
  readonly first = new SmtpSink();
  readonly second = new SmtpSink();
  app: TestApp;
  networkId: string;
  boston: string;
  denver: string;
  admin: Browser;

  async open(settings: Record<string, string> = { PRIVATE_MAIL_RELAYS: 'allowed' }): Promise<void> {
    await this.first.listen();
    await this.second.listen();
    this.app = await startApp({ worker: true, settings: { SMTP_URL: this.first.url, ...settings } });
    this.networkId = await aNetwork(this.app.db);
    this.admin = await this.app.signIn('network-admin', this.networkId);
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.first.close();
    await this.second.close();
  }

  /** Two chapters of the test's own. */
  async fresh(): Promise<void> {
    const { networkId } = this;
    this.boston = await aChapter(this.app.db, { networkId, name: 'Boston', grantsNetwork: true });
    this.denver = await aChapter(this.app.db, { networkId, name: 'Denver', grantsNetwork: true });
  }

  /** What goes on would send into the next test. */
  async clear(): Promise<void> {
    const { db } = this.app;
    await db.query(`UPDATE mailings SET state = 'cancelled' WHERE state = 'sending'`);
    await db.query(`DELETE FROM deliveries`);
    await db.query(`DELETE FROM mail_routes`);
    await db.query(`DELETE FROM mail_relays`);
    await db.query(`DELETE FROM sending_rates`);
    for (const sink of [this.first, this.second]) {
      sink.behaviour = {};
      sink.caught.length = 0;
    }
  }

  settings(more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      name: 'Second',
      host: '127.0.0.1',
      port: this.second.port,
      tls: 'starttls',
      username: '',
      per_minute: null,
      connections: 5,
      is_warming: false,
      ...more,
    };
  }

  async add(more: Record<string, unknown> = {}, by: Browser = this.admin): Promise<Relay> {
    const answer = await by.send('/api/v1/mail-relays', {
      organization_id: this.networkId,
      ...this.settings(more),
    });
    if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
    return answer.json<Relay>();
  }

  async route(organizationId: string, bulk: string, transactional: string): Promise<void> {
    const answer = await this.admin.send(
      `/api/v1/mail-routes/${organizationId}`,
      { bulk, transactional },
      'PUT',
    );
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  }

  async show(id: string): Promise<Relay> {
    const { data } = (await this.admin.get('/api/v1/mail-relays')).json<{ data: Relay[] }>();
    return data.find((each) => each.id === id)!;
  }

  sweep(): Promise<void> {
    return this.app.worker!.get(Sweeping).sweep();
  }

  /** How many messages to this domain came by each of the two. */
  came(domain: string): [number, number] {
    const to = (sink: SmtpSink): number =>
      sink.caught.filter((each) => each.to[0]!.endsWith(`@${domain}`)).length;
    return [to(this.first), to(this.second)];
  }
}

import { mkdirSync } from 'node:fs';
import { jest } from '@jest/globals';
import PostalMime, { type Email } from 'postal-mime';
import { Post } from '../../../src/email/post.service.js';
import { Database } from '../../../src/platform/database/database.service.js';
import { Scope } from '../../../src/platform/database/scope.js';
import { JsonLogger } from '../../../src/platform/http/json-logger.js';
import { type Browser } from '../../support/browser.js';
import { everything } from '../../support/everything.js';
import { anAccount, aPerson, unique } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { type Caught } from '../../support/smtp-sink.js';
import { AppWithInlet } from './inlet.js';

/** A product with an inlet, and in it a sealed person whose address is behind a relay. */
export class Relayed extends AppWithInlet {
  private readonly log = jest.spyOn(
    JsonLogger.prototype as unknown as { write: (...words: unknown[]) => void },
    'write',
  );
  /** Whoever sealed the record, and so may open it. */
  staff: Browser;
  staffEmail: string;
  personId: string;
  real: string;
  relay: string;

  override async close(): Promise<void> {
    this.log.mockRestore();
    await super.close();
  }

  override async fresh(): Promise<void> {
    await super.fresh();
    const { app, ownerId } = this;
    this.staffEmail = `wren-${unique()}@staff.example`;
    const account = { email: this.staffEmail, grants: [['organizer', ownerId]] as const };
    this.staff = await app.signInAs(await anAccount(app.db, account));
    this.real = `quill-${unique()}@hidden-${unique()}.example`;
    this.personId = await aPerson(app.db, { ownerId, givenName: 'Imogen', email: this.real });
    await this.staff.send(`/api/v1/people/${this.personId}/sealing`);
    const begun = await this.staff.send(this.path, {});
    if (begun.status !== 200) throw new Error(begun.text);
    this.relay = begun.json<{ relay: { address: string } }>().relay.address;
  }

  get path(): string {
    return `/api/v1/people/${this.personId}/relay`;
  }

  /** A receipt to them, as the system writes it. */
  async receipt(): Promise<string> {
    const { app, ownerId, personId, relay } = this;
    const post = app.worker!.get(Post);
    const html = '<html><body><p>Thanks</p></body></html>';
    const id = await app.worker!.get(Database).as(Scope.organizations(ownerId), (tx) =>
      post.send(tx, {
        ...{ ownerId, personId, kind: 'receipt', language: 'en' },
        to: { name: 'Imogen', address: relay },
        content: { subject: 'You signed', html, text: 'Thanks' },
      }),
    );
    await post.wake();
    return id;
  }

  /** The first mail to an address that the relay of the installation took. */
  async caught(to: string): Promise<Caught & { mail: Email }> {
    const found = await settled(`a mail came to ${to}`, () =>
      this.sink.caught.find((each) => each.to.includes(to)),
    );
    return { ...found, mail: await PostalMime.parse(found.raw) };
  }

  /** Brings a mail to the inlet, and waits until it was read. */
  async write(to: string, raw: Buffer): Promise<void> {
    await this.bring(to, raw, 'whoever@outside.example');
    await this.read();
  }

  /** In which forms the real address stands in the database, the queue, the files and the logs. */
  async standing(): Promise<string[]> {
    mkdirSync(this.app.config.ACCORD_DATA, { recursive: true });
    const logged = this.log.mock.calls.flat().map(String).join('\n');
    const all = `${await everything(this.app)}\n${logged}`.toLowerCase();
    const bytes = Buffer.from(this.real);
    const forms = [this.real, bytes.toString('hex'), bytes.toString('base64').toLowerCase()];
    return forms.filter((each) => all.includes(each));
  }
}

/** A letter as a mail program and the servers on its way leave it. */
export function letter(
  from: string,
  to: string,
  {
    head = ['Subject: About Thursday'],
    words = ['Can you come at nine?'],
  }: { head?: string[]; words?: string[] } = {},
): Buffer {
  const domain = from.split('@')[1];
  return Buffer.from(
    [
      `From: Somebody <${from}>`,
      `To: ${to}`,
      `Message-ID: <${unique()}@${domain}>`,
      `Received: from home.example by mx.${domain}; Mon, 2 Nov 2026 10:00:00 +0000`,
      ...head,
      'Content-Type: text/plain; charset=utf-8',
      '',
      ...words,
      '',
    ].join('\r\n'),
  );
}

import PostalMime, { type Email } from 'postal-mime';
import { Tokens } from '../../src/platform/tokens/tokens.service.js';
import { startApp, type TestApp } from './app.js';
import { type Answer } from './browser.js';
import { aLetterCampaign, importHarbor } from './harbor.js';
import { aChapter, aNetwork } from './people.js';
import { settled } from './settled.js';
import { SmtpSink } from './smtp-sink.js';

export const WRITER = {
  given_name: 'Ada',
  family_name: 'Lovelace',
  street: '77 Wharf Lane',
  city: 'Westport',
  state: 'MA',
  zip: '00101',
};
export const LETTER = {
  subject: 'Please fund it',
  body: 'I live in {{district}} and ask for it.',
  story: 'My street needs it.',
};

/** A product with the harbor's officials, whose mail really leaves, to a sink: what specs about letters work at. */
export class LetterBench {
  app: TestApp;
  chapterId: string;
  readonly sink = new SmtpSink();
  private made = 0;

  async open(): Promise<void> {
    await this.sink.listen();
    this.app = await startApp({ worker: true, settings: { SMTP_URL: this.sink.url } });
    const networkId = await aNetwork(this.app.db);
    this.chapterId = await aChapter(this.app.db, { networkId, name: 'Harbor Coalition' });
    await this.app.db.query(
      `UPDATE chapters SET reply_to = 'staff@harbor.example', from_address = 'hello@harbor.example' WHERE id = $1`,
      [this.chapterId],
    );
    await importHarbor(this.app.worker!);
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.sink.close();
  }

  /** A campaign of its own, and a writer nobody else is. */
  async campaign(given: Partial<Parameters<typeof aLetterCampaign>[1]> = {}) {
    const slug = `exit-fund-${++this.made}`;
    const id = await aLetterCampaign(this.app.db, { ownerId: this.chapterId, slug, ...given });
    return { id, slug, email: `ada${this.made}@people.example` };
  }

  post(slug: string, step: string, fields: Record<string, string>): Promise<Answer> {
    return this.app.visitor().submit(`/letters/${slug}/${step}`, fields);
  }

  /** A letter with this subject to this address, once it has come. */
  mailTo(address: string, subject: RegExp): Promise<Email> {
    return settled(`${address} got ${String(subject)}`, async () => {
      for (const { to, raw } of this.sink.caught) {
        const message = await PostalMime.parse(raw);
        if (to.includes(address) && subject.test(message.subject ?? '')) return message;
      }
      return null;
    });
  }

  /** Everything up to the mail that asks to confirm; gives the path of its link. */
  async write(slug: string, email: string, fields: Record<string, string> = {}): Promise<string> {
    const sent = await this.post(slug, 'sending', {
      ...WRITER,
      ...LETTER,
      email,
      stamp: this.stamp(),
      ...fields,
    });
    if (sent.status !== 303) throw new Error(`The letter was not taken: ${sent.status} ${sent.text}`);
    return linkIn((await this.mailTo(email, /confirm/)).text, 'confirmation');
  }

  /** What became of the campaign's letters, by the official's name. */
  async states(campaignId: string): Promise<Record<string, string>> {
    const { rows } = await this.app.db.query<{ name: string; state: string }>(
      `SELECT f.name, o.state FROM outreaches o JOIN officials f ON f.id = o.official_id
        WHERE o.letter_campaign_id = $1 ORDER BY o.id`,
      [campaignId],
    );
    return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
  }

  /** A form that was opened a minute ago: one sent within two seconds is taken for a program's. */
  private stamp(): string {
    const at = Buffer.alloc(8);
    at.writeBigUInt64BE(BigInt(Date.now() - 60_000));
    return this.app.web.get(Tokens).sign('form-stamp', at);
  }
}

/** The path of a link in a mail, by a part of its path. */
export function linkIn(text: string | undefined, part: string): string {
  return new URL(new RegExp(`https?://\\S*/${part}/\\S+`).exec(text ?? '')![0]).pathname;
}

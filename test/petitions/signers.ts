import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer } from '../support/browser.js';
import { type TestApp } from '../support/app.js';
import { settled } from '../support/settled.js';

/** A valid form, as a person fills it in. */
export const FORM = {
  given_name: 'Ada',
  family_name: 'Moura',
  email: 'ada.moura@people.example',
  zip: '01850',
  comment: '',
  version: '1',
};

/** The limit of forms is per network address, and all of a test's come from one: so it says another each time. */
export const SIGNERS_SETTINGS = { TRUSTED_PROXIES: '127.0.0.1' };

/** Signs as people do: with the stamp of a page that was open for longer than a robot has patience. */
export class Signers {
  private stamp = '';

  constructor(private readonly app: TestApp) {}

  /** Once a file: the stamp of a form may be used by many, which saves each test two seconds. */
  async readPage(slug: string): Promise<void> {
    const { text } = await this.app.visitor().get(`/petitions/${slug}`);
    this.stamp = /name="stamp" value="([^"]+)"/.exec(text)![1]!;
    await sleep(2_100);
  }

  /** Each time from another network address, unless one is given; the app is started with SIGNERS_SETTINGS. */
  sign(
    slug: string,
    form: Partial<typeof FORM> & Record<string, string> = {},
    { query = '', from = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` } = {},
  ): Promise<Answer> {
    const body = new URLSearchParams({ ...FORM, stamp: this.stamp, website: '', ...form });
    return this.app.visitor().fetch(`/petitions/${slug}/signatures${query}`, {
      method: 'POST',
      body,
      headers: { 'x-forwarded-for': from },
    });
  }

  /** The mails to an address of one kind, oldest first, awaited until there are as many as expected. */
  async mails(address: string, kind: string, count = 1): Promise<{ subject: string; text: string }[]> {
    return settled(`${count} mails of kind ${kind} to ${address} were written`, async () => {
      const { rows } = await this.app.db.query<{ subject: string; text: string }>(
        `SELECT message #>> '{content,subject}' AS subject, message #>> '{content,text}' AS text FROM deliveries
         WHERE canonical_email = $1 AND kind = $2 ORDER BY id`,
        [address, kind],
      );
      return rows.length >= count && rows;
    });
  }

  /** The path of the link that a mail carries. */
  link(mail: { text: string }, purpose: 'confirmation' | 'withdrawal'): string {
    return new RegExp(`/signatures/[\\w-]+/${purpose}\\?lang=\\w+`).exec(mail.text)![0];
  }

  /** Signs, waits for the mail and gives the path of its confirmation link. */
  async signAndGetLink(slug: string, email: string): Promise<string> {
    await this.sign(slug, { email });
    const [mail] = await this.mails(email, 'petition-confirmation');
    return this.link(mail!, 'confirmation');
  }

  async count(petitionId: string): Promise<number> {
    const { rows } = await this.app.db.query<{ n: number }>(
      `SELECT confirmed_count + coalesce((SELECT sum(n) FROM petition_deltas d WHERE d.petition_id = p.id), 0)::int AS n
       FROM petitions p WHERE id = $1`,
      [petitionId],
    );
    return rows[0]!.n;
  }
}

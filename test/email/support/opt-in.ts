import { ConfirmingSubscriptions } from '../../../src/email/opt-in/confirming-subscriptions.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type Answer, type Browser } from '../../support/browser.js';
import { anEvent, asOwner, mailTo, type PostedMail, signUp } from '../../support/events.js';
import { aChapter, aNetwork } from '../../support/people.js';

export interface ShownRules {
  rules: { id: string; form: string | null; country: string | null; is_inherited: boolean }[];
  countries: { code: string; name: string }[];
}

export interface Standing {
  words: number;
  method: string | null;
  subscribed: boolean | null;
}
/** Nobody has agreed to anything. */
export const NOBODY: Standing[] = [{ words: 0, method: null, subscribed: null }];
export const CONFIRMED: Standing[] = [{ words: 1, method: 'confirmed', subscribed: true }];

/** A chapter with an event, whose mail is asked for by hand: no worker runs. */
export class OptInApp {
  app: TestApp;
  networkId: string;
  lowell: string;
  admin: Browser;
  event: Awaited<ReturnType<typeof anEvent>>;
  private operator: Awaited<ReturnType<typeof asOwner>>;

  async start(): Promise<void> {
    this.app = await startApp();
    this.operator = await asOwner(this.app);
    this.networkId = await aNetwork(this.app.db);
    this.lowell = await aChapter(this.app.db, { networkId: this.networkId, name: 'CEASE Lowell' });
    this.admin = await this.app.signIn('chapter-admin', this.lowell);
    this.event = await anEvent(this.app.db, { ownerId: this.lowell });
  }

  async close(): Promise<void> {
    await this.operator?.close();
    await this.app?.close();
  }

  fresh(): Promise<unknown> {
    return this.app.db.query('DELETE FROM opt_in_rules');
  }

  rule(form: string | null, country: string | null = null): Promise<Answer> {
    return this.admin.send('/api/v1/opt-in-rules', { owner_id: this.lowell, form, country });
  }

  /** The sign-up form of the event with the box for mail ticked. */
  ticked(email: string, visitor = this.app.visitor()): Promise<Answer> {
    return signUp(this.app, this.event, { email, wants_email: 'yes' }, visitor);
  }

  /** What the address was asked by now, after what the worker does every 15 seconds. */
  async asked(email: string): Promise<PostedMail[]> {
    await this.operator.get(ConfirmingSubscriptions).ask(new AbortController().signal);
    return (await mailTo(this.app.db, email)).filter(({ kind }) => kind === 'opt-in');
  }

  click(mail: PostedMail): Promise<Answer> {
    return this.app.visitor().submit(pathIn(mail), {});
  }

  /** The words of consent of whoever has this address, the newest one's method, and their subscription. */
  async standing(email: string): Promise<Standing[]> {
    const { rows } = await this.app.db.query<Standing>(
      `SELECT (SELECT count(*)::int FROM consents c WHERE c.person_id = e.person_id AND c.is_given) AS words,
         (SELECT c.method FROM consents c WHERE c.person_id = e.person_id ORDER BY c.id DESC LIMIT 1) AS method,
         (SELECT s.is_subscribed FROM subscriptions s WHERE s.person_id = e.person_id) AS subscribed
       FROM person_emails e WHERE e.canonical = $1 AND e.owner_id = $2`,
      [email, this.lowell],
    );
    return rows;
  }

  async personWith(email: string): Promise<string> {
    const { rows } = await this.app.db.query<{ id: string }>(
      'SELECT person_id AS id FROM person_emails WHERE canonical = $1',
      [email],
    );
    return rows[0]!.id;
  }
}

export function pathIn({ text }: PostedMail): string {
  return /\/subscriptions\/[\w.-]+/.exec(text)![0];
}

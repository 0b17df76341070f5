import { setTimeout as sleep } from 'node:timers/promises';
import { type FormSent, type Left, type Taken } from './evidence.js';
import { Dice } from './dice.js';
import { type Installation } from './installation.js';
import { mailboxOf } from './relay-moods.js';
import { type Scene } from './scene.js';
import { ask } from './storm-database.js';

/** A form is given up by whoever typed it after so long without an answer, in ms, and sent again. */
const PATIENCE = 15_000;
const BETWEEN_FORMS = 500;

type Leaving = 'stays' | 'asks' | 'clicks';

/** Whether somebody leaves during the run: by asking the staff, or by the one-click address of the mail that they got. */
function leavingOf(seed: number, address: string): Leaving {
  if (mailboxOf(seed, address) !== 'fine') return 'stays';
  return new Dice(`${seed} leaves ${address}`).pick({ stays: 94, asks: 3, clicks: 3 });
}

/** People who leave, and people who sign, while everything falls apart. */
export class Visitors {
  readonly left: Left[] = [];
  readonly forms: FormSent[] = [];
  private isOver = false;

  constructor(
    private readonly installation: Installation,
    private readonly scene: Scene,
    private readonly seed: number,
  ) {}

  /** Until `over` is called; then everybody finishes what they have begun. */
  async come(overSeconds: number): Promise<void> {
    await Promise.all([this.ask(overSeconds), this.click(), this.sign()]);
  }

  over(): void {
    this.isOver = true;
  }

  /** The commits are spread over the storm, so that many come before their message and some while it is in hand. */
  private async ask(overSeconds: number): Promise<void> {
    const { databaseUrl } = this.installation;
    const leaving = this.scene.audience.filter((address) => leavingOf(this.seed, address) === 'asks');
    for (const address of leaving) {
      await ask(
        databaseUrl,
        `UPDATE subscriptions s SET is_subscribed = false, changed_at = now() FROM person_emails e
         WHERE e.person_id = s.person_id AND e.canonical = $1`,
        [address],
      );
      this.left.push({ address, toldAt: Date.now() });
      if (!this.isOver) await sleep((overSeconds * 1_000) / leaving.length);
    }
  }

  private async click(): Promise<void> {
    const done = new Set<string>();
    for (let isLast = false; ; isLast = this.isOver) {
      for (const event of this.installation.relayed()) {
        if (event.kind !== 'taken' || event.leaving === null || done.has(event.to)) continue;
        if (leavingOf(this.seed, event.to) !== 'clicks') continue;
        done.add(event.to);
        await this.oneClick(event);
      }
      if (isLast) return;
      await sleep(500);
    }
  }

  /** RFC 8058: the mail program posts, and posts again where nobody answered. */
  private async oneClick({ to, leaving }: Taken): Promise<void> {
    const path = new URL(leaving!).pathname;
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
    while ((await this.post(path, body)) !== 200) await sleep(500);
    this.left.push({ address: to, toldAt: Date.now() });
  }

  private async sign(): Promise<void> {
    const path = `/petitions/${this.scene.petition.slug}`;
    const page = await fetch(`${this.installation.origin}${path}`);
    const stamp = /name="stamp" value="([^"]+)"/.exec(await page.text())![1]!;
    await sleep(2_100); // faster than a person reads is a robot
    const trying: Promise<void>[] = [];
    for (let nth = 1; !this.isOver; nth++) {
      const address = `signer-${nth}@signers.example`;
      const form = { given_name: 'Ada', family_name: 'Moura', email: address, zip: '01850', version: '1' };
      trying.push(
        this.signUntilTaken(`${path}/signatures`, address, new URLSearchParams({ ...form, stamp })),
      );
      await sleep(BETWEEN_FORMS);
    }
    await Promise.all(trying);
  }

  private async signUntilTaken(path: string, address: string, body: URLSearchParams): Promise<void> {
    for (;;) {
      const status = await this.post(path, body);
      this.forms.push({ address, status });
      if (status !== null && status < 400) return;
      await sleep(1_000);
    }
  }

  /** Null where no answer came. */
  private async post(path: string, body: URLSearchParams): Promise<number | null> {
    try {
      const answer = await fetch(`${this.installation.origin}${path}`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { 'x-forwarded-for': `10.0.${Math.floor(Math.random() * 256)}.1` },
        signal: AbortSignal.timeout(PATIENCE),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null; // cut or too late: the evidence says so, and the checker judges it
    }
  }
}

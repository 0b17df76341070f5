import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSync } from 'otplib';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';
import { hash } from '@node-rs/argon2';

const PASSWORD = 'maple syrup on tuesdays';

/** What a form on the page carries besides what people type. */
function hidden(html: string, name: string): string {
  const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1];
  if (value === undefined) throw new Error(`The page has no hidden field ${name}`);
  return value;
}

describe('Signing in', () => {
  let app: TestApp;
  let chapter: string;
  let stored: string;
  beforeAll(async () => {
    app = await startApp();
    chapter = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    stored = await hash(PASSWORD, { memoryCost: 65536, timeCost: 3, parallelism: 1 });
  });
  afterAll(() => app.close());

  let made = 0;
  const newAccount = async (
    given: { passwordHash?: string; state?: string } = {},
  ): Promise<{ id: string; email: string }> => {
    const email = `worker-${++made}@staff.example`;
    const id = await anAccount(app.db, {
      email,
      passwordHash: stored,
      grants: [['organizer', chapter]],
      ...given,
    });
    return { id, email };
  };
  const signIn = async (
    email: string,
    password: string,
    browser = app.visitor(),
  ): Promise<{ browser: Browser; status: number; to: string | null; text: string }> => {
    const answer = await browser.submit('/sign-in', { email, password, next: '/account' });
    return { browser, status: answer.status, to: answer.headers.get('location'), text: answer.text };
  };

  it('lets an account in by its password, and out again', async () => {
    const { email } = await newAccount();
    const { browser, status, to } = await signIn(` ${email.toUpperCase()} `, PASSWORD);
    expect([status, to]).toEqual([303, '/account']);
    const account = await browser.get('/account');
    expect(account.status).toBe(200);
    expect(account.text).toContain(email);
    expect(account.headers.get('cache-control')).toBe('no-store');
    const token = browser.cookie('accord');
    const out = await browser.submit('/sign-out', { _csrf: hidden(account.text, '_csrf') });
    expect(out.headers.get('clear-site-data')).toContain('"cookies"');
    const replayed = await browser.fetch('/account', { headers: { cookie: `accord=${token}` } });
    expect(replayed.headers.get('location')).toBe('/sign-in?lang=en&next=%2Faccount');
  });

  it('gives each sign-in a token of its own, and voids the one that came along', async () => {
    const { email } = await newAccount();
    const { browser } = await signIn(email, PASSWORD);
    const first = browser.cookie('accord');
    await signIn(email, PASSWORD, browser);
    expect(browser.cookie('accord')).not.toBe(first);
    expect((await app.visitor().get('/account', { cookie: `accord=${first}` })).status).toBe(303);
  });

  it('says the same of a wrong password, an unknown address, and a disabled or invited account', async () => {
    const accounts = [
      await newAccount(),
      await newAccount({ state: 'disabled' }),
      await newAccount({ state: 'invited' }),
    ];
    const pages = await Promise.all([
      ...accounts.map(({ email }, at) => signIn(email, at === 0 ? 'not the password' : PASSWORD)),
      signIn('nobody@staff.example', PASSWORD),
    ]);
    const bare = pages.map(({ status, text }) => [status, text.replace(/value="[^"]*"/g, '')]);
    expect(new Set(bare.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(bare[0]![0]).toBe(422);
  });

  it('does the same work for an unknown address as for a known one, so that its time tells nothing', async () => {
    // Work, in CPU time of this process, and not elapsed time: that depends on what else the machine does.
    const worked = async (email: string): Promise<number> => {
      const start = process.cpuUsage();
      await signIn(email, 'not the password');
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round++) {
      known.push(await worked((await newAccount()).email));
      unknown.push(await worked(`nobody-${round}@staff.example`));
    }
    const median = (of: number[]): number => of.sort((a, b) => a - b)[Math.floor(of.length / 2)]!;
    expect(Math.abs(Math.log(median(known) / median(unknown)))).toBeLessThan(Math.log(1.7));
  });

  it('stops guessing at one account, whether or not it exists, and lets its owner in again later', async () => {
    for (const email of [(await newAccount()).email, 'ghost@staff.example']) {
      const statuses: number[] = [];
      for (let guess = 0; guess < 11; guess++) statuses.push((await signIn(email, `guess ${guess}`)).status);
      expect(statuses).toEqual([...Array<number>(10).fill(422), 429]);
    }
    await app.db.query('DELETE FROM rate_counters');
  });

  it('takes passwords as they are: any characters, spaces at the ends, 64 emoji', async () => {
    const spaced = await newAccount({ passwordHash: await hash(' a leading space matters') });
    expect((await signIn(spaced.email, 'a leading space matters')).status).toBe(422);
    expect((await signIn(spaced.email, ' a leading space matters')).status).toBe(303);
    const emoji = await newAccount({ passwordHash: await hash('🦊'.repeat(64)) });
    expect((await signIn(emoji.email, '🦊'.repeat(64))).status).toBe(303);
  });

  it('stores a password at today’s cost as soon as it is typed again', async () => {
    const { id, email } = await newAccount({
      passwordHash: await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 }),
    });
    expect((await signIn(email, PASSWORD)).status).toBe(303);
    const { rows } = await app.db.query<{ password_hash: string }>(
      'SELECT password_hash FROM accounts WHERE id = $1',
      [id],
    );
    expect(rows[0]!.password_hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  });

  it('goes on only to pages of its own', async () => {
    const { email } = await newAccount();
    for (const next of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const answer = await app.visitor().submit('/sign-in', { email, password: PASSWORD, next });
      expect(answer.headers.get('location')).toBe('/console/');
    }
  });

  it('asks for the code of the app once it is set up; each code works once', async () => {
    const { email } = await newAccount();
    const { browser } = await signIn(email, PASSWORD);
    const page = await browser.get('/account/two-factor?next=/account');
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text)![1]!.replaceAll(' ', '');
    const form = { _csrf: hidden(page.text, '_csrf'), sealed: hidden(page.text, 'sealed'), next: '/account' };
    expect((await browser.submit('/account/two-factor', { ...form, code: '000000' })).status).toBe(422);
    const epoch = Math.floor(Date.now() / 1000);
    const codes = await browser.submit('/account/two-factor', {
      ...form,
      code: generateSync({ secret, epoch: epoch - 30 }),
    });
    expect(codes.status).toBe(200);
    const recovery = [...codes.text.matchAll(/<code>([0-9a-z-]{19})<\/code>/g)].map(([, code]) => code!);
    expect(recovery).toHaveLength(10);

    const half = await signIn(email, PASSWORD);
    expect(half.to).toContain('/sign-in/code?');
    expect((await half.browser.get('/account')).status).toBe(303);
    expect((await half.browser.get('/account/two-factor')).status).toBe(303);
    const csrf = hidden((await half.browser.get('/sign-in/code')).text, '_csrf');
    const used = generateSync({ secret, epoch: epoch - 30 });
    expect((await half.browser.submit('/sign-in/code', { _csrf: csrf, code: used })).status).toBe(422);
    const code = generateSync({ secret, epoch });
    expect((await half.browser.submit('/sign-in/code', { _csrf: csrf, code, next: '/account' })).status).toBe(
      303,
    );
    expect((await half.browser.get('/account')).status).toBe(200);

    const again = await signIn(email, PASSWORD);
    const token = hidden((await again.browser.get('/sign-in/code')).text, '_csrf');
    for (let wrong = 0; wrong < 5; wrong++)
      expect((await again.browser.submit('/sign-in/code', { _csrf: token, code: '000000' })).status).toBe(
        422,
      );
    const locked = await again.browser.submit('/sign-in/code', {
      _csrf: token,
      code: generateSync({ secret, epoch: epoch + 30 }),
    });
    expect(locked.text).toContain('Too many wrong codes');
    const recovered = await again.browser.submit('/sign-in/code', {
      _csrf: token,
      recovery_code: recovery[0]!.toUpperCase(),
    });
    expect(recovered.status).toBe(303);
    const twice = await signIn(email, PASSWORD);
    const third = hidden((await twice.browser.get('/sign-in/code')).text, '_csrf');
    expect(
      (await twice.browser.submit('/sign-in/code', { _csrf: third, recovery_code: recovery[0]! })).status,
    ).toBe(422);
  });

  it('lets an account without a second factor reach only its set-up where the network asks for one', async () => {
    await app.db.query('UPDATE networks SET requires_two_factor = true');
    try {
      const { email } = await newAccount();
      const { browser, to } = await signIn(email, PASSWORD);
      expect(to).toContain('/account/two-factor?');
      expect((await browser.get('/account')).status).toBe(303);
      expect((await browser.get('/account/two-factor')).status).toBe(200);
    } finally {
      await app.db.query('UPDATE networks SET requires_two_factor = false');
    }
  });

  it('ends a session after 12 hours without use, after 7 days, and when its account is disabled', async () => {
    for (const change of [
      `UPDATE sessions SET seen_at = now() - interval '12 hours 1 second' WHERE account_id = $1`,
      `UPDATE sessions SET ends_at = now() - interval '1 second' WHERE account_id = $1`,
      `UPDATE accounts SET state = 'disabled' WHERE id = $1`,
    ]) {
      const { id, email } = await newAccount();
      const { browser } = await signIn(email, PASSWORD);
      expect((await browser.get('/account')).status).toBe(200);
      await app.db.query(change, [id]);
      expect((await browser.get('/account')).status).toBe(303);
    }
  });

  it('refuses a form that does not carry the token of its session', async () => {
    const { email } = await newAccount();
    const { browser } = await signIn(email, PASSWORD);
    expect((await browser.submit('/sign-out', {})).status).toBe(403);
    expect((await browser.submit('/sign-out', { _csrf: 'x'.repeat(43) })).status).toBe(403);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('changes a password only with the old one, and signs out every other device', async () => {
    const { email } = await newAccount();
    const [here, there] = [(await signIn(email, PASSWORD)).browser, (await signIn(email, PASSWORD)).browser];
    const _csrf = hidden((await here.get('/account')).text, '_csrf');
    const change = (current_password: string, password: string) =>
      here.submit('/account/password', { _csrf, current_password, password });
    expect((await change('wrong', 'correct horse battery')).status).toBe(422);
    expect((await change(PASSWORD, 'Password123!')).text).toContain('among the first that attackers try');
    expect((await change(PASSWORD, 'short')).status).toBe(422);
    expect((await change(PASSWORD, 'correct horse battery')).status).toBe(303);
    expect((await here.get('/account')).status).toBe(200);
    expect((await there.get('/account')).status).toBe(303);
    expect((await signIn(email, PASSWORD)).status).toBe(422);
  });
});

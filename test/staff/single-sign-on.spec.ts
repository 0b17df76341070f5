import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../../src/platform/config/config.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { StandInProvider } from '../support/identity-provider.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';

describe('Single sign-on', () => {
  let provider: StandInProvider;
  let app: TestApp;
  let chapter: string;
  beforeAll(async () => {
    provider = await StandInProvider.start();
    app = await startApp({
      settings: {
        OIDC_ISSUER: provider.url,
        OIDC_CLIENT_ID: StandInProvider.CLIENT.id,
        OIDC_CLIENT_SECRET: StandInProvider.CLIENT.secret,
        OIDC_NAME: 'City Hall',
      },
    });
    chapter = await aChapter(app.db, { networkId: await aNetwork(app.db) });
  });
  afterAll(async () => {
    await app.close();
    await provider.stop();
  });

  let made = 0;
  let email: string;
  let id: string;
  beforeEach(async () => {
    email = `clerk-${++made}@city.example`;
    id = await anAccount(app.db, { email, grants: [['organizer', chapter]] });
    provider.claims = { sub: `subject-${made}`, email, email_verified: true };
  });

  /** The address that the provider sends the browser back to. */
  const throughProvider = async (browser: Browser, next = '/account'): Promise<string> => {
    const gone = await browser.get(`/sign-in/single?next=${encodeURIComponent(next)}`);
    expect(gone.status).toBe(303);
    const consent = await fetch(gone.headers.get('location')!, { redirect: 'manual' });
    const back = new URL(consent.headers.get('location')!);
    expect(back.origin + back.pathname).toBe('http://accord.test/sign-in/single/return');
    return back.pathname + back.search;
  };
  const signIn = async (browser = app.visitor()): Promise<{ browser: Browser; answer: Answer }> => ({
    browser,
    answer: await browser.get(await throughProvider(browser)),
  });
  const owner = async (browser: Browser): Promise<string> => (await browser.get('/account')).text;

  it('is offered by the name of its provider, and lets in whoever has an account', async () => {
    expect((await app.visitor().get('/sign-in')).text).toContain('Sign in with City Hall');
    const { browser, answer } = await signIn();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account']);
    expect(await owner(browser)).toContain(email);
  });

  it('knows somebody again after their address has changed, at the provider or here', async () => {
    await signIn();
    provider.claims = { ...provider.claims, email: 'somebody-else@city.example' };
    const { browser } = await signIn();
    expect(await owner(browser)).toContain(email);
  });

  it('opens no account, and does not say whether an address has one', async () => {
    const refused: string[] = [];
    for (const claims of [
      { sub: 'stranger', email: 'stranger@city.example', email_verified: true },
      { sub: 'unverified', email, email_verified: false },
      { sub: 'nameless' },
    ]) {
      provider.claims = claims;
      const { browser, answer } = await signIn();
      expect(answer.status).toBe(403);
      expect(browser.cookie('accord')).toBeUndefined();
      refused.push(answer.text.replaceAll(/nonce="[^"]*"|(state|code)=[^&"]*/g, ''));
    }
    expect(new Set(refused).size).toBe(1);
  });

  it('lets nobody in whose account is disabled', async () => {
    await signIn();
    await app.db.query(`UPDATE accounts SET state = 'disabled' WHERE id = $1`, [id]);
    expect((await signIn()).answer.status).toBe(403);
  });

  it('takes an invitation for accepted', async () => {
    await app.db.query(`UPDATE accounts SET state = 'invited', password_hash = NULL WHERE id = $1`, [id]);
    const { browser } = await signIn();
    expect(await owner(browser)).toContain(email);
  });

  it('asks for the second factor unless the provider has asked for one', async () => {
    await app.db.query(`UPDATE networks SET requires_two_factor = true`);
    try {
      expect((await signIn()).answer.headers.get('location')).toContain('/account/two-factor');
      provider.claims = { ...provider.claims, amr: ['pwd', 'mfa'] };
      expect((await signIn()).answer.headers.get('location')).toBe('/account');
    } finally {
      await app.db.query(`UPDATE networks SET requires_two_factor = false`);
    }
  });

  it('refuses what was begun in another browser, comes twice, or was changed on the way', async () => {
    const back = await throughProvider(app.visitor());
    expect((await app.visitor().get(back)).status).toBe(403);

    const browser = app.visitor();
    const once = await throughProvider(browser);
    expect((await browser.get(once.replace(/state=[^&]*/, 'state=another'))).status).toBe(403);
    expect((await browser.get(once)).status).toBe(403);
    expect(browser.cookie('accord')).toBeUndefined();
  });

  it('refuses a token that is for another client, from another issuer, too old or of another sign-in', async () => {
    for (const wrong of [
      { aud: 'another client' },
      { iss: 'https://elsewhere.example' },
      { exp: Math.floor(Date.now() / 1_000) - 3_600 },
      { nonce: 'of another sign-in' },
    ]) {
      provider.claims = { sub: `subject-${made}`, email, email_verified: true, ...wrong };
      expect((await signIn()).answer.status).toBe(403);
    }
  });

  it('leads nowhere but to pages of its own afterwards', async () => {
    const browser = app.visitor();
    const answer = await browser.get(await throughProvider(browser, 'https://elsewhere.example/'));
    expect(answer.headers.get('location')).toBe('/console/');
  });

  it('is written down in the audit log', async () => {
    await signIn();
    const { rows } = await app.db.query<{ action: string }>(
      `SELECT action FROM audit_entries WHERE account_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ action: 'account.signed-in' }]);
  });

  it('says so where the provider does not answer, and works again when it does', async () => {
    const lost = await startApp({
      settings: { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' },
    });
    try {
      const answer = await lost.visitor().get('/sign-in/single');
      expect(answer.status).toBe(503);
      expect(answer.text).toContain('use your password');
    } finally {
      await lost.close();
    }
  });

  it('is configured whole and with https, or not at all', () => {
    const settings = {
      DATABASE_URL: 'postgres://x',
      SECRET_KEY: 'x'.repeat(32),
      OIDC_ISSUER: 'https://login.city.example',
      OIDC_CLIENT_ID: 'accord',
      OIDC_CLIENT_SECRET: 'secret',
    };
    expect(Config.from(settings).OIDC_ISSUER).toBe('https://login.city.example');
    expect(() => Config.from({ ...settings, OIDC_CLIENT_ID: undefined })).toThrow('OIDC_CLIENT_ID is needed');
    expect(() => Config.from({ ...settings, OIDC_ISSUER: 'http://login.city.example' })).toThrow('https');
  });
});

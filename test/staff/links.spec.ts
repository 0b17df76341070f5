import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

interface Staff {
  id: string;
  email: string;
  state: string;
}

describe('A link that acts once', () => {
  let app: TestApp;
  let sink: SmtpSink;
  let chapter: string;
  let admin: Browser;
  beforeAll(async () => {
    sink = await new SmtpSink().listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    chapter = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    admin = await app.signIn('chapter-admin', chapter);
  });
  afterAll(async () => {
    await app.close();
    await sink.close();
  });

  let made = 0;
  const invite = async (): Promise<Staff> => {
    const email = `invited-${++made}@staff.example`;
    const form = { name: 'New Worker', email, role: 'organizer', organization_id: chapter };
    const answer = await admin.send('/api/v1/staff', form);
    expect(answer.status).toBe(201);
    return answer.json<Staff>();
  };
  /** The link in the nth mail to the address, as it came over SMTP. */
  const linkIn = async (address: string, purpose: string, nth = 1): Promise<string> => {
    const mail = await settled(
      `mail ${nth} came for ${address}`,
      () => sink.caught.filter(({ to }) => to.includes(address))[nth - 1],
    );
    const { text } = await PostalMime.parse(mail.raw);
    return new RegExp(`http://accord.test(${purpose}\\S+)`).exec(text!)![1]!;
  };

  it('gives a role to an address; the invitation lets its owner choose a password, once', async () => {
    const staff = await invite();
    expect(staff).toMatchObject({
      state: 'invited',
      roles: [{ role: 'organizer', organization_id: chapter }],
    });
    const path = await linkIn(staff.email, '/invitations/');
    const newcomer = app.visitor();
    expect((await newcomer.get(path)).text).toContain('Welcome, New Worker');
    expect((await newcomer.submit(path, { password: 'short' })).status).toBe(422);
    expect(
      (await newcomer.submit(path, { password: 'plenty of maple leaves' })).headers.get('location'),
    ).toBe('/console/');
    expect((await newcomer.get('/api/v1/session')).json()).toMatchObject({ account: { name: 'New Worker' } });
    expect((await app.visitor().submit(path, { password: 'plenty of maple leaves' })).status).toBe(410);
  });

  it('lets one of 50 parallel uses of a link win', async () => {
    const staff = await invite();
    const path = await linkIn(staff.email, '/invitations/');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => app.visitor().submit(path, { password: 'plenty of maple leaves' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(49).fill(410)]);
  });

  it('voids a link when it is sent again, when the address changes, and for another purpose', async () => {
    const staff = await invite();
    const first = await linkIn(staff.email, '/invitations/');
    expect((await app.visitor().get(first.replace('/invitations/', '/password/reset/'))).status).toBe(410);
    expect((await admin.send(`/api/v1/staff/${staff.id}/invitation`)).status).toBe(201);
    expect((await app.visitor().get(first)).status).toBe(410);
    const second = await linkIn(staff.email, '/invitations/', 2);
    expect((await app.visitor().get(second)).status).toBe(200);
    await app.db.query(`UPDATE accounts SET email = 'elsewhere@staff.example' WHERE id = $1`, [staff.id]);
    expect((await app.visitor().get(second)).status).toBe(410);
  });

  it('resets a forgotten password, ends every session, and still asks for the second factor', async () => {
    const email = 'forgetful@staff.example';
    const account = await anAccount(app.db, { email, grants: [['organizer', chapter]] });
    const browser = await app.signInAs(account);
    const known = await app.visitor().submit('/password/forgotten', { email });
    const unknown = await app.visitor().submit('/password/forgotten', { email: 'nobody@staff.example' });
    expect([known.status, known.headers.get('location'), known.text]).toEqual([
      unknown.status,
      unknown.headers.get('location'),
      unknown.text,
    ]);
    const path = await linkIn(email, '/password/reset/');
    expect((await app.visitor().get(path)).status).toBe(200);
    const done = await app.visitor().submit(path, { password: 'plenty of maple leaves' });
    expect(done.headers.get('location')).toMatch(/^\/sign-in\?/);
    expect(done.headers.getSetCookie()).toEqual([]);
    expect((await browser.get('/api/v1/session')).status).toBe(401);
    expect(
      (await app.visitor().submit('/sign-in', { email, password: 'plenty of maple leaves' })).status,
    ).toBe(303);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailLinks, NO_DELIVERY } from '../../src/email/tracking/mail-links.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aMailing, subscribers } from './support/mailing.js';

describe('Leaving a list', () => {
  let app: TestApp;
  let ownerId: string;
  let deliveryId: string;
  let token: string;
  const address = 'leaver-1@people.example';

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.close());
  beforeEach(async () => {
    await app.db.query(`DELETE FROM suppressions`);
    const networkId = await aNetwork(app.db);
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    await subscribers(app.db, { ownerId, count: 1, prefix: 'leaver' });
    const mailingId = await aMailing(app.db, { ownerId, state: 'finished' });
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, state)
       SELECT $1, 'bulk', 'mailing', $2, id, $3, $3, 'sent' FROM people WHERE owner_id = $1 RETURNING id`,
      [ownerId, mailingId, address],
    );
    deliveryId = rows[0]!.id;
    token = app.web.get(MailLinks).leaveToken(deliveryId);
  });

  const send = (path: string, body?: string, type = 'application/x-www-form-urlencoded') =>
    fetch(`${app.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      ...(body !== undefined && { body, headers: { 'content-type': type } }),
    });
  const oneClick = () => send(`/unsubscribe/${token}`, 'List-Unsubscribe=One-Click');
  const suppressions = async (): Promise<{ organization_id: string | null }[]> =>
    (
      await app.db.query<{ organization_id: string | null }>(
        `SELECT organization_id FROM suppressions WHERE canonical_email = $1 AND lifted_at IS NULL`,
        [address],
      )
    ).rows;
  const isSubscribed = async (): Promise<boolean> =>
    (
      await app.db.query<{ is_subscribed: boolean }>(
        `SELECT is_subscribed FROM subscriptions WHERE organization_id = $1`,
        [ownerId],
      )
    ).rows[0]!.is_subscribed;

  it('E31: takes effect by one POST, without cookie or redirect, and as often as one likes', async () => {
    for (let time = 0; time < 2; time++) {
      const answer = await oneClick();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(await suppressions()).toEqual([{ organization_id: ownerId }]);
    expect(await isSubscribed()).toBe(false);
    const { rows } = await app.db.query(
      `SELECT is_given, method, text FROM consents WHERE organization_id = $1`,
      [ownerId],
    );
    expect(rows).toEqual([
      { is_given: false, method: 'one-click', text: 'I no longer want mail from Worcester Coalition.' },
    ]);
  });

  it('stops everything also for somebody who is sealed or whose record is gone, and takes it back', async () => {
    for (const gone of [
      `UPDATE people SET is_sealed = true WHERE owner_id = $1`,
      `DELETE FROM people WHERE owner_id = $1`,
    ]) {
      await app.db.query(gone, [ownerId]);
      expect((await send(`/preferences/${token}/everything`)).status).toBe(303);
      expect(await suppressions()).toEqual([{ organization_id: null }]);
      const page = await fetch(`${app.origin}/preferences/${token}?lang=en`);
      expect(await page.text()).toContain('No organization here sends you any more news.');
      await send(`/preferences/${token}/undo`);
      expect(await suppressions()).toEqual([]);
    }
  });

  it('E31: takes the same pair in a form with parts', async () => {
    const form =
      '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n';
    expect((await send(`/unsubscribe/${token}`, form, 'multipart/form-data; boundary=b')).status).toBe(200);
    expect(await suppressions()).toHaveLength(1);
  });

  it('is not stopped by where the request came from', async () => {
    const answer = await fetch(`${app.origin}/unsubscribe/${token}`, {
      method: 'POST',
      body: 'List-Unsubscribe=One-Click',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://mail.provider.example',
        'sec-fetch-site': 'cross-site',
      },
    });
    expect(answer.status).toBe(200);
  });

  it('E32, E66: changes nothing when the link is only opened', async () => {
    for (const method of ['GET', 'HEAD'])
      for (const path of [`/unsubscribe/${token}`, `/preferences/${token}`])
        expect((await fetch(`${app.origin}${path}`, { method })).status).toBe(200);
    expect(await suppressions()).toEqual([]);
    const page = await (await fetch(`${app.origin}/unsubscribe/${token}`)).text();
    expect(page.match(/<button/g)).toHaveLength(1);
    expect(page).toContain('Worcester Coalition');
    expect(page).not.toContain(address);
    expect(page).toContain('l•••@people.example');
  });

  it('E33: does not believe a link with a single bit changed', async () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 5) {
      const forged = Buffer.from(bytes);
      forged[bit >> 3]! ^= 1 << (bit & 7);
      expect(
        (await send(`/unsubscribe/${forged.toString('base64url')}`, 'List-Unsubscribe=One-Click')).status,
      ).toBe(404);
    }
    expect(await suppressions()).toEqual([]);
    expect(token).not.toContain('leaver');
  });

  it('E34: works when the mailing and the person are gone', async () => {
    await app.db.query(`DELETE FROM mailings WHERE owner_id = $1`, [ownerId]);
    await app.db.query(`DELETE FROM people WHERE owner_id = $1`, [ownerId]);
    expect((await oneClick()).status).toBe(200);
    expect(await suppressions()).toEqual([{ organization_id: ownerId }]);
  });

  it('works for somebody whose record was sealed meanwhile', async () => {
    await app.db.query(`UPDATE people SET is_sealed = true WHERE owner_id = $1`, [ownerId]);
    expect((await oneClick()).status).toBe(200);
    expect(await suppressions()).toHaveLength(1);
  });

  it('lets people leave everything, and come back by the link that they left by', async () => {
    const left = await send(`/preferences/${token}/everything`, '');
    expect(left.status).toBe(303);
    expect(await suppressions()).toEqual([{ organization_id: null }]);
    expect(await isSubscribed()).toBe(false);
    await send(`/preferences/${token}/undo`, '');
    expect(await suppressions()).toEqual([]);
    expect(await isSubscribed()).toBe(true);
  });

  it('does not let another link undo what was asked for', async () => {
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, 'complaint')`,
      [address, ownerId],
    );
    await send(`/preferences/${token}/undo`, '');
    expect(await suppressions()).toHaveLength(1);
  });

  it('does nothing in a test or a preview, and says so', async () => {
    token = app.web.get(MailLinks).leaveToken(NO_DELIVERY);
    const answer = await oneClick();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('This was a test');
    expect(await suppressions()).toEqual([]);
  });

  it('speaks Spanish and Portuguese', async () => {
    const spanish = await (await fetch(`${app.origin}/unsubscribe/${token}?lang=es`)).text();
    expect(spanish).toContain('Darme de baja de Worcester Coalition');
    const portuguese = await (await fetch(`${app.origin}/preferences/${token}?lang=pt`)).text();
    expect(portuguese).toContain('Suas preferências de e-mail');
  });
});

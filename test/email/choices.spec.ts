import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ChoiceLinks } from '../../src/email/preferences/choice-links.service.js';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { MailLinks } from '../../src/email/tracking/mail-links.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork, aPartnerOrganization, aPerson, unique } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing } from './support/mailing.js';

describe('The page of one’s email choices', () => {
  let app: TestApp;
  let worcester: string;
  let partner: string;
  let personId: string;
  let address: string;
  let old: string;
  let fresh: string;
  let deliveryId: string;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    worcester = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'Worcester Coalition' });
    partner = await aPartnerOrganization(app.db, { name: `Harbor Clinic ${unique()}` });
    address = `${unique()}@people.example`;
    personId = await aPerson(app.db, { ownerId: worcester, givenName: 'Ada', email: address });
    for (const organization of [worcester, partner]) await subscribe(personId, organization);
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO deliveries (owner_id, lane, kind, person_id, canonical_email, address, state)
       VALUES ($1, 'bulk', 'mailing', $2, $3, $3, 'sent') RETURNING id`,
      [worcester, personId, address],
    );
    deliveryId = rows[0]!.id;
    old = app.web.get(MailLinks).leaveToken(deliveryId);
    fresh = app.web.get(ChoiceLinks).token(deliveryId);
  });

  async function subscribe(person: string, organization: string): Promise<void> {
    await app.db.query(
      `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
       VALUES ($1, $2, 'email', true, 'I want news.', 'en', 'petition', 'form')`,
      [person, organization],
    );
    await app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [person, organization],
    );
  }
  const subscribed = async (): Promise<string[]> =>
    (
      await app.db.query<{ organization_id: string }>(
        `SELECT organization_id FROM subscriptions WHERE person_id = $1 AND channel = 'email' AND is_subscribed`,
        [personId],
      )
    ).rows.map(({ organization_id }) => organization_id);
  const suppressed = async (): Promise<(string | null)[]> =>
    (
      await app.db.query<{ organization_id: string | null }>(
        `SELECT organization_id FROM suppressions WHERE canonical_email = $1 AND lifted_at IS NULL`,
        [address],
      )
    ).rows.map(({ organization_id }) => organization_id);
  const save = (fields: Record<string, string | string[]>) =>
    app.visitor().submit(`/choices/${fresh}`, {
      frequency: 'all',
      mail_language: 'en',
      given_name: 'Ada',
      family_name: 'Person',
      shown: [worcester, partner],
      ...fields,
    });
  const mailed = async (isUrgent = false): Promise<string> => {
    const mailingId = await aMailing(app.db, { ownerId: worcester });
    if (isUrgent) await app.db.query('UPDATE mailings SET is_urgent = true WHERE id = $1', [mailingId]);
    await app.worker!.get(Preparing).prepare(mailingId);
    return settled('it was decided', async () => {
      const { rows } = await app.db.query<{ finished: boolean; state: string; reason: string | null }>(
        `SELECT m.state = 'finished' AS finished, d.state, d.reason
         FROM mailings m LEFT JOIN deliveries d ON d.mailing_id = m.id WHERE m.id = $1`,
        [mailingId],
      );
      const { finished, state, reason } = rows[0]!;
      if (finished && state === null) return 'left out';
      return ['sent', 'suppressed'].includes(state) ? (reason ?? state) : undefined;
    });
  };

  it('is not opened by the link of an old mail, which shows nobody’s address, name or lists', async () => {
    const page = await app.visitor().get(`/preferences/${old}`);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(address);
    expect(page.text).not.toContain('Ada');
    expect(page.text).not.toContain('Harbor Clinic');
    expect((await app.visitor().get(`/choices/${old}`)).status).toBe(404);
  });

  it('is opened by a link that goes to the address itself, and for an hour', async () => {
    const asked = await app.visitor().submit(`/preferences/${old}/fresh-link`, {});
    expect(asked.status).toBe(200);
    expect(asked.text).not.toContain(address);
    await app.visitor().submit(`/preferences/${old}/fresh-link`, {});
    await settled('the link came', () => sink.caught.length > 0);
    expect(sink.caught.map(({ to }) => to)).toEqual([[address]]);
    const raw = sink.caught[0]!.raw.toString().replaceAll('=\r\n', '');
    const path = /\/choices\/[\w-]+/.exec(raw)![0];
    const page = await app.visitor().get(path);
    expect(page.text).toContain(address);
    expect(page.text).toContain('Worcester Coalition');
    expect(page.text).toContain('Harbor Clinic');
    expect(page.text).toContain('I want news.');
    const late = app.web.get(ChoiceLinks).token(deliveryId, Date.now() - 3_601_000);
    expect((await app.visitor().get(`/choices/${late}`)).status).toBe(404);
  });

  it('lets somebody leave one partner only', async () => {
    expect((await save({ mail: [worcester] })).status).toBe(303);
    expect(await subscribed()).toEqual([worcester]);
    expect(await suppressed()).toEqual([partner]);
    const { rows } = await app.db.query(
      `SELECT is_given, method, text FROM consents WHERE person_id = $1 AND organization_id = $2 ORDER BY id DESC LIMIT 1`,
      [personId, partner],
    );
    expect(rows).toMatchObject([{ is_given: false, method: 'confirmed' }]);
    expect(await mailed()).toBe('sent');
  });

  it('takes back "stop everything" for those that are ticked, and for nobody else', async () => {
    await app.visitor().submit(`/choices/${fresh}/nothing`, {});
    expect(await suppressed()).toEqual([null]);
    expect(await subscribed()).toEqual([]);
    await save({ mail: [worcester] });
    expect(await subscribed()).toEqual([worcester]);
    expect(await suppressed()).toEqual([partner]);
    expect(await mailed()).toBe('sent');
  });

  it('lifts no complaint and no bounce', async () => {
    for (const reason of ['complaint', 'hard-bounce'])
      await app.db.query(
        `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ($1, $2, $3)`,
        [address, reason === 'complaint' ? worcester : null, reason],
      );
    await save({ mail: [worcester, partner] });
    expect((await suppressed()).length).toBe(2);
  });

  it('holds mail to what was wished: at most one a week, only urgent, nothing', async () => {
    await save({ mail: [worcester, partner], frequency: 'weekly' });
    expect(await mailed()).toBe('sent');
    expect(await mailed()).toBe('not-wished');
    await save({ mail: [worcester, partner], frequency: 'urgent' });
    expect(await mailed()).toBe('left out');
    expect(await mailed(true)).toBe('sent');
    await save({ mail: [worcester, partner], frequency: 'nothing' });
    expect(await mailed(true)).toBe('left out');
  });

  it('changes name, language and tracking of the own record, and keeps its history', async () => {
    await save({ mail: [worcester, partner], mail_language: 'es', no_tracking: 'yes', given_name: 'Adela' });
    const { rows } = await app.db.query(
      `SELECT given_name, language, no_tracking FROM people WHERE id = $1`,
      [personId],
    );
    expect(rows).toEqual([{ given_name: 'Adela', language: 'es', no_tracking: true }]);
    const { rows: history } = await app.db.query(
      `SELECT field FROM person_changes WHERE person_id = $1 ORDER BY field`,
      [personId],
    );
    expect(history.map(({ field }: { field: string }) => field)).toContain('given_name');
  });

  it('shows what is wrong and keeps what was typed', async () => {
    const answer = await save({ mail: [worcester], frequency: 'hourly', given_name: 'Adela' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Adela');
    expect(await subscribed()).toHaveLength(2);
  });

  it('leads a request for a copy or for erasure to the staff, once', async () => {
    for (let time = 0; time < 2; time++)
      expect((await app.visitor().submit(`/choices/${fresh}/erasure/${worcester}`, {})).status).toBe(200);
    expect((await app.visitor().submit(`/choices/${fresh}/erasure/${partner}`, {})).status).toBe(404);
    const staff = await app.signIn('organizer', worcester);
    const { data } = (await staff.get('/api/v1/person-requests')).json<{ data: { id: string }[] }>();
    expect(data).toMatchObject([{ person_id: personId, kind: 'erasure', state: 'open' }]);
    expect((await staff.send(`/api/v1/person-requests/${data[0]!.id}/closure`)).status).toBe(204);
    expect((await staff.send(`/api/v1/person-requests/${data[0]!.id}/closure`)).status).toBe(409);
    expect((await staff.get('/api/v1/person-requests')).json<{ data: object[] }>().data).toEqual([]);
  });

  it('does not show a sealed record, and still stops everything for it', async () => {
    await app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [personId]);
    const page = await app.visitor().get(`/choices/${fresh}`);
    expect(page.text).not.toContain('Harbor Clinic');
    expect(page.text).not.toContain('Ada');
    await app.visitor().submit(`/choices/${fresh}/nothing`, {});
    expect(await suppressed()).toEqual([null]);
  });
});

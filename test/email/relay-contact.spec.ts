import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Inlet } from '../../src/email/inbound/inlet.service.js';
import { Signers, SIGNERS_SETTINGS } from '../petitions/signers.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer } from '../support/browser.js';
import { imported } from '../people/import/support.js';
import { anEvent, DAY, signUp } from '../support/events.js';
import { aChapter, aNetwork, aPerson, aPetition } from '../support/people.js';
import { settled } from '../support/settled.js';
import { INLET_DOMAIN } from './support/inlet.js';
import { letter, Relayed } from './support/relayed.js';

const RELAY = new RegExp(`^r\\+[a-z2-7]{26}@${INLET_DOMAIN.replaceAll('.', '\\.')}$`);
const codeOf = (answer: Answer): string => answer.json<{ error: { code: string } }>().error.code;

describe('A sealed person’s contact as a relay', () => {
  const product = new Relayed();

  beforeAll(() => product.start(SIGNERS_SETTINGS));
  afterAll(() => product.close());
  beforeEach(() => product.fresh());

  it('shows staff the relay address alone, and their own nowhere', async () => {
    const { staff, personId, relay, real } = product;
    expect(relay).toMatch(RELAY);
    const person = await staff.get(`/api/v1/people/${personId}`);
    expect(person.json()).toMatchObject({ emails: [{ address: relay, is_primary: true }] });
    expect(person.text).not.toContain(real);
    const answer = await staff.get(product.path);
    expect(answer.json()).toMatchObject({ relay: { address: relay }, missing: null });
    expect(await product.standing()).toEqual([]);
  });

  it('takes their own address out of what they did before', async () => {
    const { app, ownerId, staff } = product;
    await staff.send(product.path, undefined, 'DELETE');
    const { id: petitionId } = await aPetition(app.db, { ownerId });
    await app.db.query(
      `INSERT INTO signatures (petition_id, version, owner_id, person_id, given_name, family_name, email, canonical_email,
         state, language, share_code) VALUES ($1, 1, $2, $3, 'Imogen', 'Q', $4, $4, 'confirmed', 'en', $5)`,
      [petitionId, ownerId, product.personId, product.real, product.personId.slice(-12)],
    );
    await staff.send(`/api/v1/people/${product.personId}/emails`, { address: product.real });
    await app.db.query(`INSERT INTO person_notes (person_id, body) VALUES ($1, $2)`, [
      product.personId,
      `Writes from ${product.real.toUpperCase()}.`,
    ]);
    expect(await product.standing()).not.toEqual([]);
    expect((await staff.send(product.path, {})).status).toBe(200);
    expect(await product.standing()).toEqual([]);
  });

  it('finds the person by their own address on a form, and keeps the relay’s', async () => {
    const { app, ownerId, personId, real, relay } = product;
    const petition = await aPetition(app.db, { ownerId });
    const signers = new Signers(app);
    await signers.readPage(petition.slug);
    const form = { email: real.toUpperCase(), given_name: 'Imogen' };
    await signers.sign(petition.slug, { ...form, website: 'https://spam.example' });
    expect((await signers.sign(petition.slug, form)).status).toBe(303);
    const { mail } = await product.caught(real);
    await app.visitor().submit(signers.link({ text: mail.text! }, 'confirmation'), {});
    const { rows } = await app.db.query(
      `SELECT person_id, email, canonical_email, state FROM signatures WHERE petition_id = $1 AND NOT is_suspect`,
      [petition.id],
    );
    // A robot's form stands there as anybody's would, until it is removed with the others.
    const colleague = await app.signIn('chapter-admin', ownerId);
    const listed = await colleague.get(`/api/v1/petitions/${petition.id}/signatures`);
    expect(listed.json<{ data: { email: string }[] }>().data.map(({ email }) => email)).toEqual([form.email]);
    await app.db.query(`DELETE FROM signatures WHERE petition_id = $1 AND is_suspect`, [petition.id]);
    expect(rows).toEqual([{ person_id: personId, email: relay, canonical_email: relay, state: 'confirmed' }]);
    expect(await product.standing()).toEqual([]);
  });

  it('is found by their own address in a file of a reader, which is kept in no row of it', async () => {
    const { app, ownerId, personId, real, relay, staff } = product;
    await app.db.query(
      `INSERT INTO grants (account_id, role, organization_id) VALUES ($1, 'chapter-admin', $2)`,
      [staff.accountId, ownerId],
    );
    const count = `SELECT count(*)::int AS people FROM people WHERE owner_id = $1`;
    const known = (await app.db.query<{ people: number }>(count, [ownerId])).rows[0]!.people;
    const done = await imported(
      staff,
      ownerId,
      `Email,First name,ZIP\n${real.toUpperCase()},Imogen,01608\nnot an address ${real},Imogen,01608\n`,
    );
    expect(done.counts).toMatchObject({ new: 0, updated: 1, rejected: 1 });
    const { rows } = await app.db.query(
      `SELECT (SELECT count(*)::int FROM people WHERE owner_id = $1) AS people,
         (SELECT string_agg(r::text, ' ') FROM import_rows r WHERE import_id = $2) AS kept`,
      [ownerId, done.id],
    );
    expect(rows[0]).toMatchObject({ people: known });
    const { kept } = rows[0] as { kept: string };
    expect(kept.toLowerCase()).not.toContain(real.toLowerCase());
    const emails = await app.db.query(`SELECT address FROM person_emails WHERE person_id = $1`, [personId]);
    expect(emails.rows).toEqual([{ address: relay }]);
  });

  it.each(['form', 'file'])(
    'makes an open record of what others bring by a %s, and keeps mail to it safe',
    async (way) => {
      const { app, ownerId, personId, real, staff } = product;
      const recheck = new Date(Date.now() + 90 * DAY).toISOString().slice(0, 10);
      const contact = { email: true, sms: false, phone: false, is_neutral: true, recheck_on: recheck };
      const neutral = { neutral_name: 'Wren', neutral_subject: 'Your appointment' };
      const words = { from_time: null, until_time: null, safe_words: '', may_know: '' };
      const agreed = { ...contact, ...neutral, ...words, time_zone: 'America/New_York' };
      const safe = await staff.send(`/api/v1/people/${personId}/safe-contact`, agreed, 'PUT');
      expect([safe.status, safe.text]).toEqual([200, expect.any(String)]);
      const admin = await app.signIn('chapter-admin', ownerId);
      const event = await anEvent(app.db, { ownerId });
      const noted = async () =>
        (await app.db.query(`SELECT 1 FROM typed_addresses WHERE person_id = $1`, [personId])).rows.length;
      if (way === 'file') {
        await imported(admin, ownerId, `Email,First name\n${real},Wren\n`);
        expect(await noted()).toBe(1);
      }
      await signUp(app, event, { email: real, given_name: 'Wren' });
      const { data } = (await admin.get(`/api/v1/people?q=${real}`)).json<{
        data: { given_name: string }[];
      }>();
      expect(data.map(({ given_name }) => given_name)).toEqual(['Wren']);
      const { mail } = await product.caught(real);
      expect([mail.from?.name, mail.subject]).toEqual(['Wren', 'Your appointment']);
      expect((await admin.get(`/api/v1/people/${personId}`)).status).toBe(404);
      expect(await noted()).toBe(1);
      await app.db.query(`DELETE FROM person_emails WHERE canonical = $1`, [real]);
      expect(await noted()).toBe(0);
    },
  );

  it('puts the relay address into nobody’s record who merely has the same telephone', async () => {
    const { app, ownerId, real, relay } = product;
    const housemate = await aPerson(app.db, { ownerId, givenName: 'Wren', email: null });
    await app.db.query(
      `INSERT INTO person_phones (person_id, owner_id, e164, is_primary) VALUES ($1, $2, '+16175550142', true)`,
      [housemate, ownerId],
    );
    const event = await anEvent(app.db, { ownerId });
    await signUp(app, event, { email: real, given_name: 'Wren', phone: '617 555 0142' });
    const { rows } = await app.db.query(
      `SELECT e.address FROM registrations r JOIN person_emails e ON e.person_id = r.person_id
       WHERE r.event_id = $1 AND r.person_id = $2`,
      [event.id, housemate],
    );
    expect(rows).toEqual([{ address: real }]);
    expect((await product.caught(real)).to).not.toContain(relay);
  });

  it('ends at once, and what comes afterwards is as if it had never been', async () => {
    const { app, staff, path, relay } = product;
    expect((await staff.send(path, undefined, 'DELETE')).status).toBe(204);
    expect((await staff.get(path)).json()).toEqual({ relay: null, missing: null });
    expect(codeOf(await staff.send(path, undefined, 'DELETE'))).toBe('no_relay');
    const id = await product.receipt();
    await settled('it failed', async () => {
      const { rows } = await app.db.query(`SELECT 1 FROM deliveries WHERE id = $1 AND state = 'failed'`, [
        id,
      ]);
      return rows.length === 1;
    });
    await product.write(relay, letter(product.staffEmail, relay));
    expect(product.sink.caught).toEqual([]);
    const { rows } = await app.db.query(
      `SELECT real_address_sealed, real_address_hash FROM relay_addresses WHERE address = $1`,
      [relay],
    );
    expect(rows).toEqual([{ real_address_sealed: null, real_address_hash: null }]);
  });

  it('refuses what would put an address beside it', async () => {
    const { app, ownerId, personId, real, staff, path } = product;
    const absorbed_id = await aPerson(app.db, { ownerId, email: real });
    const person = `/api/v1/people/${personId}`;
    expect(codeOf(await staff.send(`${person}/emails`, { address: real }))).toBe('relay_runs');
    const merge = { absorbed_id, take: [], take_values: [] };
    expect(codeOf(await staff.send(`${person}/merges`, merge))).toBe('relay_runs');
    expect(codeOf(await staff.send(`${person}/sealing`, undefined, 'DELETE'))).toBe('relay_runs');
    expect(codeOf(await staff.send(path, {}))).toBe('relay_runs');
  });

  it('is for sealed records that have one address', async () => {
    const { app, ownerId, staff } = product;
    const person = `/api/v1/people/${await aPerson(app.db, { ownerId, email: null })}`;
    expect(codeOf(await staff.send(`${person}/relay`, {}))).toBe('not_sealed');
    await staff.send(`${person}/sealing`);
    expect((await staff.send(`${person}/relay`, {})).status).toBe(422);
    await staff.send(`${person}/emails`, { address: 'one@people.example' });
    const both = await staff.send(`${person}/relay`, { address: 'two@people.example' });
    expect(codeOf(both)).toBe('several_addresses');
  });

  it('gives the person what is behind it, and erasing leaves a hash alone', async () => {
    const { app, ownerId, personId, real, relay, staff } = product;
    const admin = await app.signIn('chapter-admin', ownerId);
    await staff.send(`/api/v1/people/${personId}/readers`, { account_id: admin.accountId });
    const copy = await admin.get(`/api/v1/people/${personId}/copy.json`);
    expect(copy.json()).toMatchObject({
      relay: [{ address: relay, real_address_sealed: { address: real } }],
    });
    expect((await admin.send(`/api/v1/people/${personId}/erasure`)).status).toBe(204);
    const { rows } = await app.db.query(
      `SELECT (SELECT count(*)::int FROM relay_addresses WHERE address = $1) AS relays, (SELECT count(*)::int
         FROM suppressions WHERE canonical_email = erased_email($2) AND organization_id = $3) AS barred`,
      [relay, real, ownerId],
    );
    expect(rows).toEqual([{ relays: 0, barred: 1 }]);
    expect(await product.standing()).toEqual([]);
  });
});

describe('Without a domain for mail that comes in', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('a relay cannot be begun, and it says what is missing', async () => {
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const staff = await app.signIn('organizer', ownerId);
    const path = `/api/v1/people/${await aPerson(app.db, { ownerId })}`;
    await staff.send(`${path}/sealing`);
    const answer = await staff.get(`${path}/relay`);
    expect(answer.json<{ missing: string }>().missing).toContain('MAIL_INLET_DOMAIN');
    expect(codeOf(await staff.send(`${path}/relay`, {}))).toBe('no_inlet');
  });

  it('what was brought in from elsewhere lies encrypted until it is read', async () => {
    const words = 'Can you come at nine?';
    await app.web.get(Inlet).takeMail('file', Buffer.from(`Subject: Thursday\r\n\r\n${words}`), []);
    const { rows } = await app.db.query<{ raw: Buffer | null; raw_sealed: Buffer }>(
      `SELECT raw, raw_sealed FROM mail_notices WHERE read_at IS NULL`,
    );
    expect(rows).toEqual([{ raw: null, raw_sealed: expect.any(Buffer) }]);
    expect(rows[0]!.raw_sealed.includes(words)).toBe(false);
  });
});

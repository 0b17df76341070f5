import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { Credit } from '../../src/home/credit/credit.service.js';
import { saltedHash } from '../../src/home/credit/hash-matching.service.js';
import { ActionViews } from '../../src/home/funnel/action-views.service.js';
import { Signers, SIGNERS_SETTINGS } from '../petitions/signers.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, anAccount, aNetwork, aPetition } from '../support/people.js';

interface Deeds {
  signatures: number | null;
}
interface Totals {
  first: Deeds;
  last: Deeds;
  new_people: number | null;
}
interface Report {
  is_frozen: boolean;
  partners: { id: string; name: string; figures: Totals }[];
  others: Totals;
  total: Totals;
}
interface Partner {
  id: string;
  organizationId: string;
  code: string;
  admin: Browser;
}

const THIS_MONTH = `${new Date().toISOString().slice(0, 7)}-01`;

describe('Credit for what partners bring', () => {
  let app: TestApp;
  let chapterId: string;
  let organizer: Browser;
  let stranger: Browser;
  let signers: Signers;
  let petition: { id: string; slug: string };
  let one: Partner;
  let other: Partner;

  beforeAll(async () => {
    app = await startApp({ worker: true, settings: SIGNERS_SETTINGS });
    const networkId = await aNetwork(app.db);
    chapterId = await aChapter(app.db, { networkId, timeZone: 'UTC' });
    organizer = await app.signIn('organizer', chapterId);
    stranger = await app.signIn('organizer', await aChapter(app.db, { networkId }));
    petition = await aPetition(app.db, { ownerId: chapterId });
    signers = new Signers(app);
    await signers.readPage(petition.slug);
    one = await aPartner('Open Parish');
    other = await aPartner('Street Clinic');
  }, 60_000);
  afterAll(() => app?.close());

  async function aPartner(name: string): Promise<Partner> {
    const made = await organizer.send('/api/v1/partners', { chapter_id: chapterId, name, sector: 'faith' });
    const { id } = made.json<{ id: string }>();
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT partner_id AS id FROM memberships WHERE id = $1',
      [id],
    );
    const organizationId = rows[0]!.id;
    const form = { action_kind: 'petition', action_id: petition.id, label: 'newsletter' };
    const links = await organizer.send(`/api/v1/partners/${id}/source-codes`, form);
    const admin = await app.signInAs(
      await anAccount(app.db, { grants: [['partner-admin', organizationId]] }),
    );
    return { id, organizationId, code: links.json<{ data: { code: string }[] }>().data[0]!.code, admin };
  }

  /** Signs by the links of these partners, one after the other, and confirms. */
  async function sign(email: string, ...by: string[]): Promise<void> {
    for (const code of by) await signers.sign(petition.slug, { email }, { query: `?s=${code}` });
    const mails = await signers.mails(email, 'petition-confirmation');
    const answer = await app.visitor().fetch(signers.link(mails.at(-1)!, 'confirmation'), { method: 'POST' });
    expect(answer.status).toBe(303);
  }

  const report = async (browser = organizer) =>
    (await browser.get(`/api/v1/chapters/${chapterId}/credit?month=${THIS_MONTH}`)).json<Report>();
  const of = ({ partners }: Report, { id }: Partner) => partners.find((each) => each.id === id)!.figures;

  it('counts one signature that came through two partners’ links once in the total and once for each, and the sums agree', async () => {
    await sign('two.links@people.example', one.code, other.code);
    await sign('a.signer@people.example', 'a-newsletter');
    const found = await report();
    expect(await signers.count(petition.id)).toBe(2);
    expect(found.total.first.signatures).toBe(2);
    expect([of(found, one).first.signatures, of(found, one).last.signatures]).toEqual([1, 0]);
    expect([of(found, other).first.signatures, of(found, other).last.signatures]).toEqual([0, 1]);
    for (const touch of ['first', 'last'] as const) {
      const parts = [...found.partners.map(({ figures }) => figures), found.others];
      const sum = parts.reduce((all, each) => all + each[touch].signatures!, 0);
      expect(sum).toBe(found.total[touch].signatures);
    }
    expect(found.total.new_people).toBe(2);
  }, 30_000);

  it('leaves out who did not confirm, and who is sealed', async () => {
    await signers.sign(petition.slug, { email: 'waits@people.example' }, { query: `?s=${one.code}` });
    await sign('sealed@people.example', one.code);
    const before = of(await report(), one).first.signatures!;
    await app.db.query(
      `UPDATE people SET is_sealed = true WHERE id = (SELECT person_id FROM person_emails WHERE canonical = 'sealed@people.example')`,
    );
    expect(of(await report(), one).first.signatures).toBe(before - 1);
  }, 30_000);

  it('follows short addresses to the page with the code, and counts the views of codes that exist', async () => {
    const followed = await app.visitor().get(`/go/${one.code}`);
    expect(followed.headers.get('location')).toBe(`/petitions/${petition.slug}?s=${one.code}`);
    for (const code of [one.code, one.code, 'made-up'])
      await app.visitor().get(`/petitions/${petition.slug}?s=${code}`);
    await app.web.get(ActionViews).flush();
    const { rows } = await app.db.query<{ code: string; n: number }>('SELECT code, n FROM code_views');
    expect(rows).toEqual([{ code: one.code, n: 2 }]);
    expect((await app.visitor().get('/go/made-up')).status).toBe(404);
    await organizer.send(`/api/v1/source-codes/${one.code}/retirement`);
    expect((await app.visitor().get(`/go/${one.code}`)).status).toBe(303);
    expect((await organizer.get(`/api/v1/source-codes/${one.code}/qr.svg`)).text).toContain('<svg');
  });

  it('is a file for those who may export, the sums in it too, and that is logged', async () => {
    const admin = await app.signIn('chapter-admin', chapterId);
    const path = `/api/v1/chapters/${chapterId}/credit.csv?month=${THIS_MONTH}`;
    const [heads, ...lines]: string[][] = parse((await admin.get(path)).text, { bom: true });
    const { partners, total } = await report();
    expect(lines.map(([name]) => name)).toEqual([
      ...partners.map(({ name }) => name),
      'Other links',
      'Together',
    ]);
    expect(lines.at(-1)![heads!.indexOf('Signatures, first')]).toBe(String(total.first.signatures));
    expect(heads).toEqual(expect.arrayContaining(['New people', 'Have its mail', 'Promises kept']));
    const { rows } = await app.db.query(
      `SELECT detail FROM audit_entries WHERE organization_id = $1 AND action = 'credit.exported'`,
      [chapterId],
    );
    expect(rows).toEqual([{ detail: { rows: lines.length } }]);
    expect((await organizer.get(path)).status).toBe(403);
    expect((await stranger.get(path)).status).toBe(403);
  });

  it('is nobody else’s to read, nor to hand out', async () => {
    expect((await stranger.get(`/api/v1/chapters/${chapterId}/credit?month=${THIS_MONTH}`)).status).toBe(404);
    expect((await stranger.get(`/api/v1/partners/${one.id}/source-codes`)).status).toBe(404);
    expect((await stranger.send(`/api/v1/source-codes/${one.code}/retirement`)).status).toBe(404);
    expect((await one.admin.get(`/api/v1/partners/${other.id}/statements`)).status).toBe(404);
    expect((await one.admin.get(`/api/v1/chapters/${chapterId}/credit?month=${THIS_MONTH}`)).status).toBe(
      403,
    );
    const foreign = await aPetition(app.db, {
      ownerId: await aChapter(app.db, { networkId: await aNetwork(app.db) }),
    });
    const form = { action_kind: 'petition', action_id: foreign.id };
    expect((await organizer.send(`/api/v1/partners/${one.id}/source-codes`, form)).status).toBe(422);
  });

  describe('once a month is over', () => {
    let month: string;

    interface Statement {
      month: string;
      figures: Totals;
      match: { asked: number; new: number } | null;
      url: string;
    }
    const statements = async ({ id, admin }: Partner) =>
      (await admin.get(`/api/v1/partners/${id}/statements`)).json<{ data: Statement[] }>().data;

    beforeAll(async () => {
      for (let n = 0; n < 6; n++) await sign(`brought.${n}@people.example`, one.code);
      await app.db.query(`UPDATE source_codes SET created_at = created_at - interval '2 months'`);
      for (const [table, column] of [
        ['attributions', 'at'],
        ['signatures', 'confirmed_at'],
        ['people', 'created_at'],
      ])
        await app.db.query(`UPDATE ${table} SET ${column} = date_trunc('month', now()) - interval '3 days'`);
      const credit = app.worker!.get(Credit);
      await Promise.all([1, 2, 3].map(() => credit.freeze({}, { signal: new AbortController().signal })));
      month = (await statements(one))[0]!.month;
    }, 60_000);

    it('its statements are frozen, add up to the chapter’s total, and stay as they are', async () => {
      const before = await statements(one);
      expect(before).toHaveLength(1);
      const { rows } = await app.db.query<{ partner_id: string | null; first: number; last: number }>(
        `SELECT partner_id, (figures #>> '{first,signatures}')::int AS first, (figures #>> '{last,signatures}')::int AS last
         FROM partner_statements`,
      );
      expect(rows).toHaveLength(3);
      const total = rows.find(({ partner_id }) => partner_id === null)!;
      const partners = rows.filter(({ partner_id }) => partner_id !== null);
      // One came by a newsletter that is no partner's.
      expect(partners.reduce((sum, { first }) => sum + first, 0)).toBe(total.first - 1);
      expect(partners.reduce((sum, { last }) => sum + last, 0)).toBe(total.last - 1);
      await app.db.query(`DELETE FROM attributions WHERE code = $1 AND touch = 'last'`, [one.code]);
      await app.worker!.get(Credit).freeze({}, { signal: new AbortController().signal });
      expect(await statements(one)).toEqual(before);
    });

    it('a partner is told no number from one to four, on its page for boards and funders either', async () => {
      const [mine] = await statements(one);
      const [theirs] = await statements(other);
      expect(mine!.figures.first.signatures).toBe(7);
      expect([theirs!.figures.first.signatures, theirs!.figures.last.signatures]).toEqual([0, null]);
      const page = await app.visitor().get(`${new URL(theirs!.url).pathname}?lang=es`);
      expect(page.text).toContain('menos de 5');
      expect(page.text).toContain('noindex');
      const altered = new URL(theirs!.url).pathname.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
      expect((await app.visitor().get(altered)).status).toBe(404);
    });

    it('a partner learns how many of those it brought are new to it, and keeps no way to test one address', async () => {
      await app.db.query(
        `INSERT INTO attributions (subject_kind, subject_id, touch, owner_id, code, at)
         SELECT 'signature', id, 'last', owner_id, $1, confirmed_at FROM signatures WHERE email LIKE 'brought.%'
         ON CONFLICT DO NOTHING`,
        [one.code],
      );
      const path = `/api/v1/partners/${one.id}/hash-matches`;
      const begun = (await one.admin.send(path, { month })).json<{ id: string; salt: string }>();
      const hashes = (count: number) =>
        Array.from({ length: count }, (_, n) => saltedHash(begun.salt, `member.${n}@parish.example`));
      const put = (lines: string[], browser = one.admin) =>
        browser.fetch(`/api/v1/hash-matches/${begun.id}/hashes?name=hashes.txt`, {
          method: 'PUT',
          body: lines.join('\n'),
          headers: { 'content-type': 'application/octet-stream' },
        });
      expect((await put(hashes(99))).status).toBe(422);
      expect((await put([...hashes(99), ...hashes(99)])).status).toBe(422);
      expect((await put([...hashes(120), 'ada@people.example'])).status).toBe(422);
      expect((await put(hashes(120), other.admin)).status).toBe(404);
      const found = (await put(hashes(120))).json<{ asked: number; new: number }>();
      expect(found.asked).toBe(5);
      expect(found.new).toBeGreaterThanOrEqual(0);
      expect(found.new).toBeLessThanOrEqual(5);
      expect((await put(hashes(150))).status).toBe(409);
      expect((await one.admin.send(path, { month })).status).toBe(409);
      expect((await statements(one))[0]!.match).toEqual(found);
      const kept = await app.db.query<{ text: string }>('SELECT h::text AS text FROM hash_matches h');
      expect(kept.rows.some(({ text }) => text.includes(hashes(1)[0]!))).toBe(false);
    });
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPartnerOf } from '../support/agreements.js';
import { type Browser } from '../support/browser.js';
import { aCoSponsor, type Hub, shownTo, ticks } from '../support/co-sponsors.js';
import { LETTER, LetterBench, linkIn, WRITER } from '../support/letter-bench.js';
import { unique } from '../support/people.js';

describe('A letter with partners', () => {
  const bench = new LetterBench();
  let organizer: Browser;

  beforeAll(async () => {
    await bench.open();
    organizer = await bench.app.signIn('organizer', bench.chapterId);
  }, 60_000);
  afterAll(() => bench.close());

  const beside = (id: string, name: string): Promise<Hub> =>
    aCoSponsor(bench.app, organizer, { kind: 'letter', id, ownerId: bench.chapterId }, name);

  it('names partners first, asks for each by itself, and carries a tick through its steps', async () => {
    const { id, slug, email } = await bench.campaign();
    const [a, b] = [await beside(id, 'Harbor Clinic'), await beside(id, 'Legal Aid')];
    const start = await bench.app.visitor().get(`/letters/${slug}?lang=en`);
    for (const { name } of [a, b]) expect(start.text).toContain(name);
    const box = ({ organizationId }: Hub, rest: string) =>
      new RegExp(`<input type="checkbox" id="share_${organizationId}"${rest}`);
    const hidden = ({ organizationId }: Hub) => `type="hidden" name="share_${organizationId}"`;

    const step = await bench.post(slug, 'officials', { ...WRITER, email });
    for (const hub of [a, b]) {
      expect(step.text).toMatch(box(hub, ''));
      expect(step.text).not.toMatch(box(hub, '[^>]*checked'));
    }
    const check = await bench.post(slug, 'check', { ...WRITER, ...LETTER, email, ...ticks(a) });
    expect(check.text).toContain(hidden(a));
    expect(check.text).not.toContain(hidden(b));
    const again = await bench.post(slug, 'officials', { ...WRITER, ...LETTER, email, ...ticks(a) });
    expect(again.text).toMatch(box(a, '[^>]*checked'));
    expect(again.text).not.toMatch(box(b, '[^>]*checked'));
    // The box itself says it from here, so that taking the tick out is heard.
    expect(again.text.split('action="/letters').at(-1)).not.toContain(hidden(a));
  });

  it('shows its writer to the partner they ticked once they confirm, and no longer once they take the letter back', async () => {
    const { id, slug, email } = await bench.campaign();
    const [a, b] = [await beside(id, 'Harbor Clinic'), await beside(id, 'Legal Aid')];
    const path = await bench.write(slug, email, ticks(a));
    expect(await shownTo(a)).toEqual([]);
    await bench.app.visitor().submit(path, {});
    expect([await shownTo(a), await shownTo(b)]).toEqual([[email], []]);
    const { rows } = await bench.app.db.query<{ organization_id: string; channel: string; text: string }>(
      `SELECT c.organization_id, c.channel, c.text FROM consents c JOIN person_emails e ON e.person_id = c.person_id
       WHERE e.canonical = $1 ORDER BY c.id`,
      [email],
    );
    expect(rows.map(({ organization_id, channel }) => [organization_id, channel])).toEqual([
      [a.organizationId, 'email'],
      [a.organizationId, 'share'],
    ]);
    expect(rows[0]!.text).toContain(`${a.name} may see my name`);

    const receipt = await bench.mailTo(email, /copy of your letter/);
    await bench.app.visitor().submit(linkIn(receipt.text, 'withdrawal'), {});
    expect(await shownTo(a)).toEqual([]);
  });

  it('lists a partner that may not lobby nowhere on a letter about legislation, by UI, import or API', async () => {
    const { id, slug, email } = await bench.campaign();
    const name = `City Police ${unique()}`;
    const police = await aPartnerOf(bench.app.db, bench.chapterId, { name, sector: 'law-enforcement' });
    const query = `?action_kind=letter&action_id=${id}`;
    const offered = (await organizer.get(`/api/v1/co-sponsors${query}`)).json<{
      candidates: { organization_id: string; standing: string }[];
    }>();
    expect(
      offered.candidates.find(({ organization_id }) => organization_id === police.organizationId),
    ).toMatchObject({ standing: 'cannot', reason: 'may-not-lobby' });
    const invitation = { action_kind: 'letter', action_id: id, organization_id: police.organizationId };
    const refused = await organizer.send('/api/v1/co-sponsors', { ...invitation, sharing: 'people' });
    expect([refused.status, refused.json<{ error: { code: string } }>().error.code]).toEqual([
      409,
      'may_not_lobby',
    ]);
    await expect(
      bench.app.db.query(
        `INSERT INTO co_sponsors (action_kind, action_id, owner_id, organization_id, state) VALUES ('letter', $1, $2, $3, 'accepted')`,
        [id, bench.chapterId, police.organizationId],
      ),
    ).rejects.toMatchObject({ code: 'AC014' });

    // One that stood there, and says since then that it does not lobby, is off the page with its box.
    const clinic = await beside(id, 'Harbor Clinic');
    await clinic.own.send(
      '/api/v1/action-terms',
      { action_kind: 'letter', action_id: id, is_lobbying: true, topic_id: null, level: 'state' },
      'PUT',
    );
    await bench.app.db.query(
      `INSERT INTO participation_rules (partner_id, may_lobby, needs_approval) VALUES ($1, false, 'never')`,
      [clinic.organizationId],
    );
    const pages = [
      await bench.app.visitor().get(`/letters/${slug}?lang=en`),
      await bench.post(slug, 'officials', { ...WRITER, email }),
      await bench.post(slug, 'check', { ...WRITER, ...LETTER, email }),
    ];
    for (const { status, text } of pages) {
      expect(status).toBe(200);
      for (const each of [name, clinic.name, `share_${clinic.organizationId}`])
        expect(text).not.toContain(each);
    }
    // And whoever sends its box all the same is shown to nobody.
    await bench.app.visitor().submit(await bench.write(slug, email, ticks(clinic)), {});
    await bench.mailTo(email, /copy of your letter/);
    expect(await shownTo(clinic)).toEqual([]);
  });
});

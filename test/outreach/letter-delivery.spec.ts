import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Aftercare } from '../../src/outreach/letters/aftercare.service.js';
import { importOfficials, personFile } from '../support/harbor.js';
import { LetterBench, linkIn } from '../support/letter-bench.js';
import { settled } from '../support/settled.js';

describe('A letter to decision makers', () => {
  const bench = new LetterBench();

  beforeAll(() => bench.open(), 60_000);
  afterAll(() => bench.close());
  beforeEach(() => void (bench.sink.caught.length = 0));

  it('is sent to nobody before its writer confirms, and a look at the link confirms nothing', async () => {
    const { id, slug, email } = await bench.campaign();
    const path = await bench.write(slug, email);
    const page = await bench.app.visitor().get(path);
    expect(page.text).toContain('Yes, send my letter');
    expect(await bench.states(id)).toEqual({ 'Ana Rivera': 'proposed', 'Cora Diaz': 'proposed' });
  });

  it('reaches each official once, answered to its writer, with a receipt, and is settled when the mail is', async () => {
    const { id, slug, email } = await bench.campaign();
    const path = await bench.write(slug, email, { consent: 'yes' });
    const clicks = await Promise.all(Array.from({ length: 8 }, () => bench.app.visitor().submit(path, {})));
    expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([303]));
    const toSenator = await bench.mailTo('cora.diaz@senate.example', /Please fund it/);
    expect(toSenator.text).toContain('Dear Senator Diaz,');
    expect(toSenator.text).toContain('I live in Harbor and Hills and ask for it.');
    expect(toSenator.text).toContain('My street needs it.');
    expect(toSenator.text).toContain('77 Wharf Lane');
    expect(toSenator.replyTo).toEqual([{ name: 'Ada Lovelace', address: email }]);
    await bench.mailTo('ana.rivera@house.example', /Please fund it/);
    expect((await bench.mailTo(email, /copy of your letter/)).text).toContain(
      'Ana Rivera, State Representative',
    );
    await settled('the outreaches are settled', async () => {
      await bench.app.worker!.get(Aftercare).settle();
      return Object.values(await bench.states(id)).every((state) => state === 'sent');
    });
    expect(bench.sink.caught.filter(({ to }) => to.includes('cora.diaz@senate.example'))).toHaveLength(1);
    const { rows } = await bench.app.db.query(
      `SELECT count(*)::int AS n FROM engagements e JOIN people p ON p.id = e.person_id WHERE e.did = 'wrote' AND e.what_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ n: 1 }]);
    const thanks = await bench.app.visitor().get(clicks[0]!.headers.get('location')!);
    expect(thanks.text).toContain('Thank you. Your letter is confirmed.');
  });

  it('goes to an office once from each person, however often they write', async () => {
    const { id, slug, email } = await bench.campaign();
    await bench.app.visitor().submit(await bench.write(slug, email), {});
    await bench.mailTo('cora.diaz@senate.example', /Please fund it/);
    bench.sink.caught.length = 0;
    await bench.app.visitor().submit(await bench.write(slug, email, { subject: 'Again' }), {});
    await bench.mailTo(email, /copy of your letter/);
    const { rows } = await bench.app.db.query(
      `SELECT state, count(*)::int AS n FROM outreaches WHERE letter_campaign_id = $1 GROUP BY 1 ORDER BY 1`,
      [id],
    );
    expect(rows.find(({ state }) => state === 'cancelled')).toEqual({ state: 'cancelled', n: 2 });
    expect(bench.sink.caught.some(({ to }) => to.includes('cora.diaz@senate.example'))).toBe(false);
  });

  it('goes to the new holder when the seat changed hands since it was written', async () => {
    const { slug, email } = await bench.campaign({ targets: { chambers: ['lower'] } });
    const path = await bench.write(slug, email);
    const successor = personFile({
      id: 9,
      name: 'Eve New',
      chamber: 'lower',
      district: '1st Harbor',
      email: 'eve.new@house.example',
    });
    const report = await importOfficials(
      bench.app.worker!,
      [{ ...successor, content: successor.content.replace('2025', '2026') }],
      { isComplete: false },
    );
    expect(report).toMatchObject({ created: 1, ended: 1 });
    await bench.app.visitor().submit(path, {});
    expect((await bench.mailTo('eve.new@house.example', /Please fund it/)).text).toContain(
      'Dear Representative New,',
    );
    expect(bench.sink.caught.some(({ to }) => to.includes('ana.rivera@house.example'))).toBe(false);
    await bench.app.db.query(
      `UPDATE terms t SET ends_on = CASE f.name WHEN 'Eve New' THEN current_date END FROM officials f WHERE f.id = t.official_id`,
    );
  });

  it('is handed to its writer where the office takes a web form only', async () => {
    const { id, slug, email } = await bench.campaign({ targets: { chambers: ['lower'] } });
    const path = await bench.write(slug, email, {
      street: '',
      city: '',
      zip: '',
      latitude: '42.1',
      longitude: '-71.08',
    });
    const thanks = (await bench.app.visitor().submit(path, {})).headers.get('location')!;
    const page = await bench.app.visitor().get(thanks);
    expect(page.text).toContain('https://cho.house.example/contact');
    const outreach = /name="outreach" value="([^"]+)"/.exec(page.text)![1]!;
    await bench.app.visitor().submit(thanks.replace('/thanks/', '/hand-off/'), { outreach });
    expect(await bench.states(id)).toEqual({ 'Ben Cho': 'handed-off' });
  });

  it.each([
    ['practice', { isPractice: true }],
    ['test mode', { isTestMode: true }],
  ])(
    'never reaches an official in %s: it goes to the staff, and says for whom it was',
    async (_what, given) => {
      const { slug, email } = await bench.campaign({ ...given, targets: { chambers: ['upper'] } });
      await bench.app.visitor().submit(await bench.write(slug, email), {});
      const copy = await bench.mailTo('staff@harbor.example', /Please fund it/);
      expect(copy.text).toContain('not sent to Cora Diaz <cora.diaz@senate.example>');
      expect(
        bench.sink.caught.some(({ to }) => to.some((address) => /@(house|senate)\.example$/.test(address))),
      ).toBe(false);
    },
  );

  it('can be checked by the office that got it: district, date and campaign, no name and no address', async () => {
    const { slug, email } = await bench.campaign({ targets: { chambers: ['upper'] } });
    await bench.app.visitor().submit(await bench.write(slug, email), {});
    const code = /Verification code ([0-9A-Z]{5}-[0-9A-Z]{5})/.exec(
      (await bench.mailTo('cora.diaz@senate.example', /fund it/)).text!,
    )![1]!;
    const page = await bench.app.visitor().get(`/verify/${code.toLowerCase().replace('-', '')}`);
    expect(page.text).toContain('Yes. A person confirmed this letter');
    expect(page.text).toContain('Harbor &amp; Hills');
    for (const secret of ['Lovelace', email, '77 Wharf Lane']) expect(page.text).not.toContain(secret);
    await bench.app.db.query(`UPDATE letters SET story = 'Something else.' WHERE verification_code = $1`, [
      code,
    ]);
    expect((await bench.app.visitor().get(`/verify/${code}`)).text).toContain('is not what was confirmed');
    expect((await bench.app.visitor().get('/verify/AAAAA-AAAAA')).status).toBe(404);
    expect((await bench.app.visitor().get(`/verify/${encodeURIComponent("' OR 1=1 --")}`)).status).toBe(404);
  });

  it('is taken back at one click by whoever did not write it, and the staff are told', async () => {
    const { id, slug, email } = await bench.campaign({ targets: { chambers: ['upper'] } });
    await bench.app.visitor().submit(await bench.write(slug, email), {});
    const path = linkIn((await bench.mailTo(email, /copy of your letter/)).text, 'withdrawal');
    expect((await bench.app.visitor().get(path)).text).toContain('I did not send this: withdraw it');
    expect((await bench.app.visitor().submit(path, {})).text).toContain('This letter is withdrawn');
    await bench.mailTo('staff@harbor.example', /Withdrawn by its sender/);
    const { rows } = await bench.app.db.query<{ state: string; code: string }>(
      `SELECT state, verification_code AS code FROM letters WHERE letter_campaign_id = $1`,
      [id],
    );
    expect(rows[0]!.state).toBe('withdrawn');
    expect((await bench.app.visitor().get(`/verify/${rows[0]!.code}`)).text).toContain(
      'has withdrawn this letter',
    );
  });

  it('refuses links that were made for something else', async () => {
    const { slug, email } = await bench.campaign();
    const path = await bench.write(slug, email);
    expect(
      (await bench.app.visitor().submit(path.replace('/confirmation/', '/withdrawal/'), {})).status,
    ).toBe(404);
    const other = await bench.campaign();
    expect((await bench.app.visitor().submit(path.replace(slug, other.slug), {})).status).toBe(404);
    expect((await bench.app.visitor().submit(`/letters/${slug}/confirmation/AAAA`, {})).status).toBe(404);
  });
});

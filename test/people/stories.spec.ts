import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { StoryReminders } from '../../src/home/stories/story-reminders.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Answer, type Browser } from '../support/browser.js';
import { aChapter, aNetwork, anAccount, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

interface Story {
  id: string;
  state: string;
  content_hash: string;
  uses: { id: string; kind: string; state: string; place: string }[];
}

const DAY = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
const WORDS = 'I found my voice here, and I will not give it back.';
const RELEASE = {
  ...{ title: 'Her speech of May', scope: ['text', 'name'], audiences: ['public'], channels: ['website'] },
  ...{ body: WORDS, language: 'en', attribution: 'Marisol', risk_checked_on: day(-1), coached_on: null },
  ...{ given_by: 'Signed by her on paper', starts_on: day(-1), ends_on: day(300) },
};

describe('A story that somebody lets be told', () => {
  const sink = new SmtpSink();
  let app: TestApp;
  let ownerId: string;
  let staff: Browser;
  let path: string;

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db), slug: 'harbor' });
    staff = await app.signIn('organizer', ownerId);
    path = await released();
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await sink.close();
  });

  const give = (personId: string, given: object = {}): Promise<Answer> =>
    staff.send(`/api/v1/people/${personId}/stories`, { ...RELEASE, ...given });
  async function released(given: object = {}, personId?: string): Promise<string> {
    const answer = await give(
      personId ?? (await aPerson(app.db, { ownerId, email: `${Math.random()}@example.org` })),
      given,
    );
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return `/api/v1/stories/${answer.json<Story>().id}`;
  }
  const use = (of: string, body: object): Promise<Answer> => staff.send(`${of}/uses`, body);
  const look = async (of: string): Promise<Story> => (await staff.get(of)).json<Story>();
  const hub = async (language = 'en'): Promise<string> =>
    (await app.visitor().get(`/chapters/harbor?lang=${language}`)).text;
  /** The newest mail to the address, once it has come, and the link in it. */
  const linkTo = (address: string): Promise<string> =>
    settled('the link came', async () => {
      const caught = sink.caught.find(({ to }) => to.includes(address));
      if (!caught) return null;
      const mail = await PostalMime.parse(caught.raw);
      return new URL(/http\S+\/allowed\/\S+/.exec(mail.text ?? '')![0]).pathname;
    });

  it('is written down with its words, its limits and a last day three years on at most', async () => {
    const id = await aPerson(app.db, { ownerId });
    expect(await look(path)).toMatchObject({
      state: 'in-force',
      content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const refused = async (given: object): Promise<unknown> =>
      (await give(id, given)).json<{ error: { param: string } }>().error.param;
    expect(await refused({ ends_on: day(3 * 366) })).toBe('ends_on');
    expect(await refused({ ends_on: day(-1), starts_on: day(-9) })).toBe('ends_on');
    expect(await refused({ scope: ['text'] })).toBe('attribution');
    expect(await refused({ body: '' })).toBe('file_hash');
    expect(await refused({ risk_checked_on: '' })).toBe('risk_checked_on');
    expect(
      (await give(id, { body: '', file_hash: 'a'.repeat(64), scope: ['photo'], attribution: '' })).status,
    ).toBe(201);
  });

  it('stands on the chapter’s page in three languages while it is in force, and goes at once when staff end it', async () => {
    expect(await hub()).not.toContain(WORDS);
    expect((await use(path, { kind: 'chapter-page' })).status).toBe(201);
    expect((await use(path, { kind: 'chapter-page' })).json()).toMatchObject({
      error: { code: 'story_shown' },
    });
    for (const [language, heading] of [
      ['en', 'In their own words'],
      ['es', 'En sus propias palabras'],
      ['pt', 'Nas próprias palavras'],
    ] as const)
      expect(await hub(language)).toMatch(new RegExp(`${heading}[\\s\\S]*found my voice[\\s\\S]*Marisol`));
    await use(path, { kind: 'outside', place: 'Harbor News', url: 'https://news.example/1' });
    const ended = (await staff.send(`${path}/revocation`)).json<Story>();
    expect(await hub()).not.toContain('found my voice');
    expect(ended).toMatchObject({
      state: 'ended',
      uses: [
        { kind: 'chapter-page', state: 'removed' },
        { kind: 'outside', state: 'to-remove' },
      ],
    });
    const { rows } = await app.db.query<{ title: string }>(`SELECT title FROM tasks`);
    expect(rows).toEqual([{ title: 'Take down “Her speech of May”: Harbor News, https://news.example/1' }]);
    expect((await staff.get('/api/v1/stories?state=to-remove')).json<{ data: Story[] }>().data).toHaveLength(
      1,
    );
    const done = await staff.send(`/api/v1/story-uses/${ended.uses[1]!.id}/removal`);
    expect(done.json<Story>().uses[1]).toMatchObject({ state: 'removed' });
    expect((await staff.send(`${path}/revocation`)).json()).toMatchObject({ error: { code: 'story_ended' } });
    expect((await use(path, { kind: 'outside', place: 'Elsewhere' })).status).toBe(422);
  });

  it.each([
    ['no words', { scope: ['photo'], body: '', attribution: '', file_hash: 'b'.repeat(64) }],
    ['no public', { audiences: ['partners'] }],
    ['no website', { channels: ['print'] }],
    ['a later day', { starts_on: day(3) }],
  ])('is on no page of ours where the release holds %s', async (_, given) => {
    expect((await use(await released(given), { kind: 'chapter-page' })).status).toBe(422);
  });

  it('is ended by the person’s own link, sealed or not, and the button is the only thing that acts', async () => {
    const id = await aPerson(app.db, { ownerId, email: 'her@example.org' });
    await staff.send(`/api/v1/people/${id}/sealing`);
    const of = await released({}, id);
    await use(of, { kind: 'chapter-page' });
    const link = await linkTo('her@example.org');
    const shown = await app.visitor().get(link);
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
    expect(shown.text).toMatch(/<title>Page<\/title>[\s\S]*data-exit[\s\S]*found my voice/);
    expect(await hub()).toContain('found my voice');
    const ended = await app.visitor().submit(link, {});
    expect(ended.status).toBe(303);
    expect((await app.visitor().get(link)).text).toContain('It is over');
    expect(await hub()).not.toContain('found my voice');
    expect(await look(of)).toMatchObject({ state: 'ended', uses: [{ state: 'removed' }] });
    expect((await app.visitor().get(`${link.slice(0, -2)}AA`)).status).toBe(404);
  });

  it('is over after its last day, by itself; staff were told before, of the sealed only their readers', async () => {
    const id = await aPerson(app.db, { ownerId });
    const reader = await anAccount(app.db, { grants: [['chapter-admin', ownerId]] });
    const of = await released({ ends_on: day(20) }, id);
    await use(of, { kind: 'chapter-page' });
    await app.db.query(`UPDATE people SET is_sealed = true WHERE id = $1`, [id]);
    await app.db.query(`INSERT INTO sealed_readers (person_id, account_id) VALUES ($1, $2)`, [id, reader]);
    const tend = (): Promise<void> =>
      app.worker!.get(StoryReminders).tend({}, { signal: new AbortController().signal });
    await tend();
    await tend();
    const { rows: told } = await app.db.query(
      `SELECT a.id FROM deliveries d JOIN accounts a ON a.email = d.address WHERE d.kind = 'story-ending'`,
    );
    expect(told).toEqual([{ id: reader }]);
    await app.db.query(`UPDATE story_releases SET starts_on = $2, ends_on = $3 WHERE person_id = $1`, [
      ...[id, day(-9), day(-2)],
    ]);
    expect(await hub()).not.toContain('found my voice');
    await tend();
    const { rows } = await app.db.query(
      `SELECT e.reason, u.state FROM story_release_ends e JOIN story_releases r ON r.id = e.release_id
       LEFT JOIN story_uses u ON u.release_id = r.id WHERE r.person_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ reason: 'expired', state: 'removed' }]);
  });

  it('is read with the record that the person was merged into, and is where it was after the undo', async () => {
    const [kept, absorbed] = [await aPerson(app.db, { ownerId }), await aPerson(app.db, { ownerId })];
    await released({ title: 'Of the absorbed' }, absorbed);
    const titles = async (id: string): Promise<number> =>
      (await staff.get(`/api/v1/stories?person_id=${id}`)).json<{ data: Story[] }>().data.length;
    const merged = await staff.send(`/api/v1/people/${kept}/merges`, {
      ...{ absorbed_id: absorbed, take: [], take_values: [] },
    });
    expect([await titles(kept), await titles(absorbed)]).toEqual([1, 1]);
    await staff.send(`/api/v1/change-batches/${merged.json<{ id: string }>().id}/undo`);
    expect([await titles(kept), await titles(absorbed)]).toEqual([0, 1]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aChapter, aNetwork, aPerson } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { BODY, subscribers } from './support/mailing.js';

const path = '/api/v1/mailings';

interface Mailing {
  id: string;
  error?: { type: string; code: string; fields: { param: string }[] };
}

describe('Writing a mailing', () => {
  let app: TestApp;
  let networkId: string;
  let ownerId: string;
  let staff: Browser;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
    networkId = await aNetwork(app.db);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    sink.behaviour = {};
    sink.onCaught = undefined;
    ownerId = await aChapter(app.db, { networkId, name: 'Worcester Coalition' });
    await subscribers(app.db, { ownerId, count: 40 });
    staff = await app.signIn('chapter-admin', ownerId);
  });

  async function draft(content: Record<string, unknown> = {}): Promise<string> {
    const answer = await staff.send(path, {
      owner_id: ownerId,
      name: 'Budget week',
      subject: 'Can you call before Thursday, {{given_name|friend}}?',
      body: BODY,
      ...content,
    });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return answer.json<Mailing>().id;
  }
  const act = (id: string, name: string, body: unknown = {}, method = 'POST') =>
    staff.send(`${path}/${id}/${name}`, body, method);
  const progress = async (id: string) =>
    (await staff.get(`${path}/${id}/progress`)).json<Record<string, unknown>>();

  it('shows the text as one of its readers would see it, before it is saved', async () => {
    const id = await draft();
    const preview = (
      await act(id, 'preview', { subject: 'Hello {{given_name|friend}}', person_id: undefined })
    ).json<{ subject: string; html: string; text: string; person_name: string }>();
    expect(preview.subject).toBe(`Hello ${preview.person_name.split(' ')[0]}`);
    expect(preview.html).toContain('Call before Thursday');
    expect(preview.html).not.toContain('/t/');
    const saved = (await staff.get(`${path}/${id}`)).json<{ subject: string }>();
    expect(saved.subject).toBe('Can you call before Thursday, {{given_name|friend}}?');
  });

  it('shows it to readers whom mails are often wrong for, and who are invented', async () => {
    const id = await draft();
    const seenBy = async (reader: string) =>
      (await act(id, 'preview', { subject: 'Hello {{full_name|friend}}', reader })).json();
    expect((await seenBy('no-first-name')).subject).toBe('Hello Osei');
    expect((await seenBy('accents')).html).toContain('Zoë O’Núñez &amp; Đặng');
    expect((await seenBy('long-name')).person_id).toBeNull();
    expect((await seenBy('address-only')).subject).toBe('Hello friend');
    expect(await seenBy('other-language')).toMatchObject({ subject: 'Hello Luzia Duarte', language: 'en' });
    expect((await act(id, 'preview', { reader: 'somebody' })).status).toBe(422);
  });

  it('shows it to a reader who is looked for by name, in its audience and nowhere else', async () => {
    const id = await draft();
    await aPerson(app.db, { ownerId, givenName: 'Outside' });
    const found = async (reader_name: string) =>
      (await act(id, 'preview', { reader_name })).json()['person_name'];
    expect(await found('ada17 per')).toBe('Ada17 Person17');
    expect(await found('Outside')).toBe('');
    expect(await found('%')).toBe('');
    await app.db.query(`UPDATE people SET is_sealed = true WHERE owner_id = $1 AND given_name = 'Ada17'`, [
      ownerId,
    ]);
    expect(await found('ada17 per')).toBe('');
  });

  it('counts whom it would reach, with the reasons for everybody else', async () => {
    const id = await draft();
    await aPerson(app.db, { ownerId, email: null });
    await aPerson(app.db, { ownerId });
    await app.db.query(
      `INSERT INTO suppressions (canonical_email, organization_id, reason) VALUES ('subscriber-1@people.example', $1, 'staff')`,
      [ownerId],
    );
    const audience = (await act(id, 'audience')).json<{ excluded: { reason: string }[] }>();
    expect(audience).toMatchObject({ count: 39, excluded_count: 3 });
    expect(audience.excluded.map(({ reason }) => reason).sort()).toEqual([
      'no-address',
      'not-subscribed',
      'suppressed',
    ]);
  });

  it('chooses people by tag and deed, and leaves people out by them', async () => {
    const { rows: tags } = await app.db.query<{ id: string }>(
      `INSERT INTO tags (owner_id, name) VALUES ($1, 'volunteer') RETURNING id`,
      [ownerId],
    );
    await app.db.query(
      `INSERT INTO person_tags (tag_id, person_id) SELECT $1, id FROM people WHERE owner_id = $2 AND given_name IN ('Ada1', 'Ada2', 'Ada3')`,
      [tags[0]!.id, ownerId],
    );
    await app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id) SELECT $1, id, 'signed', 'petition', $2 FROM people
       WHERE owner_id = $1 AND given_name = 'Ada2'`,
      [ownerId, ownerId],
    );
    const id = await draft();
    const count = async (audience: Record<string, unknown>): Promise<unknown> =>
      (await act(id, 'audience', { audience })).json()['count'];
    const volunteer = { kind: 'tag', any_of: [tags[0]!.id] };
    const signed = { kind: 'deed', did: 'signed', what_id: ownerId };
    expect(await count({ include: volunteer })).toBe(3);
    expect(await count({ exclude: volunteer })).toBe(37);
    expect(await count({ include: { all: [volunteer, signed] } })).toBe(1);
    expect(await count({ include: volunteer, exclude: signed })).toBe(2);
    const refused = await act(id, 'audience', { audience: { exclude: { kind: 'tag', any_of: [] } } });
    expect([refused.status, refused.json()]).toMatchObject([
      422,
      { error: { param: 'audience.exclude.any_of' } },
    ]);
  });

  it('draws no more of its audience than staff said, the same people whenever it is asked', async () => {
    const everybody = { organizations: [], include: null, exclude: null };
    const of = async (limit: number | null) =>
      (await act(await draft({ audience: { ...everybody, limit } }), 'audience')).json<{
        count: number;
        excluded: { reason: string; count: number }[];
      }>();
    const all = await of(null);
    const some = await of(7);
    expect(some.count).toBe(7);
    expect(some.excluded).toContainEqual({ reason: 'not-drawn', count: all.count - 7 });
    expect(await of(100_000)).toEqual(all);
    const nobody = { audience: { ...everybody, limit: 0 } };
    const id = await draft({ audience: { ...everybody, limit: 7 } });
    expect((await staff.send(`/api/v1/mailings/${id}`, nobody, 'PATCH')).status).toBe(422);

    // Whom a preview finds is one of those who get it.
    const seen = new Set<string>();
    for (let n = 0; n < 20; n++) {
      const { person_name } = (await act(id, 'preview', {})).json<{ person_name: string }>();
      seen.add(`subscriber-${/^Ada(\d+) /.exec(person_name)![1]!}@people.example`);
    }
    expect((await act(id, 'sending')).status).toBe(201);
    await settled('it was sent', async () => (await progress(id))['state'] === 'finished');
    const sent = sink.caught.flatMap(({ to }) => to);
    expect(sent).toHaveLength(7);
    expect([...seen].filter((address) => !sent.includes(address))).toEqual([]);
    const report = (await staff.get(`${path}/${id}/report`)).json<object>();
    expect(report).toMatchObject({ left_out: [{ reason: 'not-drawn', count: 33 }] });
  });

  it('sends to whom its segments find when it begins, and to nobody else', async () => {
    const segment = async (name: string, filter: object): Promise<object> => {
      const made = await staff.send('/api/v1/segments', { owner_id: ownerId, name, filter });
      return { kind: 'segment', segment_id: made.json<{ id: string }>().id };
    };
    const include = await segment('Ones', { kind: 'name', contains: 'Ada1' });
    const exclude = await segment('Eleven', { kind: 'name', contains: 'Ada11' });
    const id = await draft({ audience: { organizations: [], include, exclude } });
    // Ada1 and Ada10 to Ada19, without Ada11; then one more leaves the segment before it begins.
    expect((await act(id, 'audience')).json()).toMatchObject({ count: 10 });
    await app.db.query(
      `UPDATE people SET given_name = 'Grace' WHERE owner_id = $1 AND given_name = 'Ada12'`,
      [ownerId],
    );
    expect((await act(id, 'sending')).status).toBe(201);
    await settled('it was sent', async () => (await progress(id))['state'] === 'finished');
    const sent = sink.caught.flatMap(({ to }) => to);
    expect(sent).toHaveLength(9);
    expect(sent.join()).not.toMatch(/subscriber-1[12]@/);
  });

  it('refuses to send what is not ready, and names each reason', async () => {
    const id = await draft({
      subject: 'Re: {{given_name}}',
      body: { type: 'doc', content: [{ type: 'image', attrs: { src: 'https://a.example/x.png' } }] },
    });
    const refused = await act(id, 'sending');
    expect(refused.status).toBe(422);
    expect(
      refused
        .json<{ error: { fields: { param: string }[] } }>()
        .error.fields.map(({ param }) => param)
        .sort(),
    ).toEqual(['alt-texts', 'merge-tags', 'reply-subject']);
    expect((await progress(id))['state']).toBe('draft');
  });

  it('E37: does not send without the postal address of its sender', async () => {
    await app.db.query(`UPDATE chapters SET postal_address = '' WHERE id = $1`, [ownerId]);
    await app.db.query(`UPDATE networks SET postal_address = ''`);
    try {
      const refused = await act(await draft(), 'sending');
      expect(refused.json<{ error: { fields: { param: string }[] } }>().error.fields).toEqual([
        expect.objectContaining({ param: 'postal-address' }),
      ]);
    } finally {
      await app.db.query(`UPDATE networks SET postal_address = '1 Main St, Boston MA 02108'`);
    }
  });

  it('sends a test to its author, whose links change nothing', async () => {
    const id = await draft();
    expect((await act(id, 'test-sends')).status).toBe(201);
    await settled('the test came', () => sink.caught.length === 1);
    const raw = sink.caught[0]!.raw.toString('latin1');
    expect(raw).toMatch(/^Subject: \[Test\] Can you call/m);
    expect((await progress(id))['total']).toBe(0);
  });
});

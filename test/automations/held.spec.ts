import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { JourneyBench } from './support/journey-bench.js';

describe('A journey whose domain receivers refuse', () => {
  let app: TestApp;
  let at: JourneyBench;
  const sink = new SmtpSink();

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({
      worker: true,
      settings: { SMTP_URL: sink.url, SENDING_DOMAIN_CHECKS: 'required' },
    });
    at = await JourneyBench.in(app);
    await app.db.query(`UPDATE chapters SET from_address = 'us@worcester-coalition.org' WHERE id = $1`, [
      at.ownerId,
    ]);
    const added = { organization_id: at.ownerId, domain: 'worcester-coalition.org' };
    expect((await at.staff.send('/api/v1/sending-domains', added)).status).toBe(201);
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });

  /** What a look at the domain found: its records are there, or one of them is not. */
  async function domain(state: 'good' | 'missing'): Promise<void> {
    await app.db.query(
      `UPDATE sending_domains SET checked_at = now(), verified_at = now(), findings = $2 WHERE owner_id = $1`,
      [
        at.ownerId,
        JSON.stringify([{ code: 'dmarc', state, message: 'There is no DMARC record.', record: null }]),
      ],
    );
  }
  async function tasks(): Promise<string[]> {
    const { rows } = await app.db.query<{ title: string }>(`SELECT title FROM tasks WHERE owner_id = $1`, [
      at.ownerId,
    ]);
    return rows.map(({ title }) => title);
  }
  async function written(): Promise<number> {
    const { rows } = await app.db.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM deliveries WHERE owner_id = $1 AND kind = 'journey'`,
      [at.ownerId],
    );
    return rows[0]!.count;
  }

  it('E25: is not switched on, and says why', async () => {
    await domain('missing');
    const { id } = (await at.draft([at.mail])).json<{ id: string }>();
    const refused = await at.staff.send(`/api/v1/journeys/${id}/activation`);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('There is no DMARC record.');
  });

  it('E25: holds its mail, tells the team once, does no other step twice, and goes on when the domain is mended', async () => {
    await domain('good');
    const tag = await at.tag('Welcomed');
    const id = await at.switchedOn([{ kind: 'add-tag', tag_id: tag }, at.mail]);
    await domain('missing');
    const people = [await at.somebody(), await at.somebody(), await at.somebody()];
    for (const { id: person } of people) await at.does(person);
    await Promise.all([at.advance(), at.advance(), at.advance()]);
    const held = { state: 'waiting', reason: 'mail-held', step: 1, version: 1 };
    expect(await at.runs(id)).toEqual([held, held, held]);
    expect(await written()).toBe(0);
    expect(await at.tagged()).toHaveLength(3);
    expect(await tasks()).toEqual(['The journey “Welcome” waits: There is no DMARC record.']);

    await at.hourPasses(id);
    await at.advance();
    expect(await at.runs(id)).toEqual([held, held, held]);
    expect(await tasks()).toHaveLength(1);

    await domain('good');
    await at.hourPasses(id);
    await at.advance();
    const done = { state: 'done', reason: null, step: 2, version: 1 };
    expect(await at.runs(id)).toEqual([done, done, done]);
    await settled('each has its mail', () => sink.caught.length === 3);
    expect(sink.caught.map(({ to }) => to[0]).toSorted()).toEqual(
      people.map(({ email }) => email).toSorted(),
    );
  });
});

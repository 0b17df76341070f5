import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../src/engagement/engagement.service.js';
import { Consents } from '../../src/people/consents.service.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { type TimelineReading } from '../../src/engagement/timeline.sql.js';
import { startApp, type TestApp } from '../support/app.js';

describe('the ledger of what people did', () => {
  let app: TestApp;
  let ownerId: string;
  let personId: string;
  const petition = { kind: 'petition', id: null, title: 'Fund safe housing' };

  beforeAll(async () => {
    app = await startApp();
    ownerId = await anOwner('lowell');
    personId = await made(
      `INSERT INTO people (owner_id, given_name) VALUES ($1, 'Ada') RETURNING id`,
      ownerId,
    );
  });
  afterAll(() => app.close());

  async function made(sql: string, ...parameters: unknown[]): Promise<string> {
    return (await app.db.query<{ id: string }>(sql, parameters)).rows[0]!.id;
  }

  const anOwner = (slug: string): Promise<string> =>
    made(`INSERT INTO organizations (kind, slug, public_name) VALUES ('chapter', $1, $1) RETURNING id`, slug);

  function as<T>(
    organizationId: string,
    work: (tx: EntityManager, engagement: Engagement) => Promise<T>,
  ): Promise<T> {
    const scope = Scope.organizations(organizationId);
    return app.web.get(Database).as(scope, (tx) => work(tx, app.web.get(Engagement)));
  }

  const asked = (reading: Partial<TimelineReading>): TimelineReading => ({
    personIds: [personId],
    after: null,
    kinds: [],
    limit: 50,
    restricted: [],
    ...reading,
  });

  it('shows deeds, notes and consents as one list, newest first, page by page', async () => {
    await as(ownerId, async (tx, engagement) => {
      for (let day = 1; day <= 5; day++) {
        const at = new Date(Date.UTC(2026, 0, day));
        await engagement.record(tx, { ownerId, personId, did: 'signed', what: petition, source: 'tea', at });
        await engagement.record(tx, { ownerId, personId, did: 'was-mailed', what: petition, at });
      }
      await tx.query(
        `INSERT INTO person_notes (person_id, body, created_at) VALUES ($1, 'Met at the library', $2)`,
        [personId, new Date(Date.UTC(2026, 0, 3, 12))],
      );
      await app.web.get(Consents).record(tx, {
        personId,
        organizationId: ownerId,
        channel: 'email',
        isGiven: true,
        text: 'Send me news',
        language: 'en',
        method: 'form',
        sourceKind: 'petition',
        sourceId: null,
      });
    });

    const pages = await as(ownerId, async (tx, engagement) => {
      const found: string[][] = [];
      for (let after: string | null = null; ;) {
        const page = await engagement.timeline(tx, asked({ after, limit: 5 }));
        found.push(page.data.map(({ kind }) => kind));
        if (!(after = page.next)) return found;
      }
    });
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2]);
    expect(pages[0]!.slice(0, 2)).toEqual(['consented', 'was-mailed']);
    expect(pages.flat().filter((kind) => kind === 'signed')).toHaveLength(5);
  });

  it('shows one kind alone, with what it was and who brought them', async () => {
    const [signed, noted] = await as(ownerId, async (tx, engagement) => [
      await engagement.timeline(tx, asked({ kinds: ['signed'], limit: 2 })),
      await engagement.timeline(tx, asked({ kinds: ['noted'] })),
    ]);
    expect(signed.data[0]).toMatchObject({
      kind: 'signed',
      source: 'tea',
      what: { title: 'Fund safe housing' },
    });
    expect(noted.data).toMatchObject([{ detail: { body: 'Met at the library' } }]);
  });

  it("moves a person's last action by what they did, not by what was sent to them", async () => {
    const { rows } = await app.db.query('SELECT action_count, last_action_at FROM people WHERE id = $1', [
      personId,
    ]);
    expect(rows).toEqual([{ action_count: 5, last_action_at: new Date(Date.UTC(2026, 0, 5)) }]);
  });

  it('is written once: the web may change or delete no line', async () => {
    await expect(as(ownerId, (tx) => tx.query('DELETE FROM engagements'))).rejects.toThrow(
      'permission denied',
    );
  });

  it('shows nothing of it to another organization', async () => {
    const seen = await as(await anOwner('quincy'), (tx, engagement) => engagement.timeline(tx, asked({})));
    expect(seen).toEqual({ data: [], next: null });
  });

  it('refuses a page mark that it did not give', async () => {
    const reading = as(ownerId, (tx, engagement) => engagement.timeline(tx, asked({ after: "'; DROP" })));
    await expect(reading).rejects.toThrow('Some answers need another look');
  });
});

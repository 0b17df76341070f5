import { beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aTemplate, HOUR, type JourneyBench, onJourneyBenches } from './support/journey-bench.js';

describe('Keeping journeys', () => {
  const setting = onJourneyBenches();
  const { sink } = setting;
  let app: TestApp;
  let at: JourneyBench;
  beforeEach(() => void ({ app, at } = setting));

  it('starts for no deed that was done before it was switched on', async () => {
    const early = await at.somebody();
    await at.does(early.id);
    const id = await at.switchedOn([at.mail]);
    await at.advance();
    expect(await at.runs(id)).toEqual([]);
  });

  it('lets whoever is under way keep the steps they began with', async () => {
    const [first, second] = [await at.tag('First'), await at.tag('Second')];
    const id = await at.switchedOn([HOUR, { kind: 'add-tag', tag_id: first }]);
    const [ada, bob] = [await at.somebody(), await at.somebody()];
    await at.does(ada.id);
    await at.advance();
    const changed = await at.staff.send(
      `/api/v1/journeys/${id}`,
      {
        steps: [HOUR, { kind: 'add-tag', tag_id: second }],
      },
      'PATCH',
    );
    expect(changed.json<{ version: number }>().version).toBe(2);
    await at.does(bob.id);
    await at.advance();
    await at.hourPasses(id);
    await at.advance();
    expect(await at.tagged()).toEqual([
      { name: 'First', person_id: ada.id },
      { name: 'Second', person_id: bob.id },
    ]);
  });

  it('keeps the words of a mail as they were, however its template changes', async () => {
    const id = await at.switchedOn([HOUR, at.mail]);
    await at.does((await at.somebody()).id);
    await at.advance();
    await at.staff.send(`/api/v1/templates/${at.mail.template_id}`, { subject: 'Something else' }, 'PATCH');
    await at.hourPasses(id);
    await at.advance();
    await at.mailed();
    expect((await PostalMime.parse(sink.caught[0]!.raw)).subject).toBe('Welcome, Ada');
  });

  it('stands still while it is paused, goes on afterwards, and lets everybody go when it is ended', async () => {
    const id = await at.switchedOn([HOUR, HOUR, HOUR]);
    await at.does((await at.somebody()).id);
    await at.advance();
    await at.staff.send(`/api/v1/journeys/${id}/pause`);
    await at.hourPasses(id);
    await at.does((await at.somebody()).id);
    await at.advance();
    expect(await at.runs(id)).toMatchObject([{ state: 'waiting', step: 1 }]);
    await at.staff.send(`/api/v1/journeys/${id}/activation`);
    await at.advance();
    expect(await at.runs(id)).toMatchObject([{ state: 'waiting', step: 2 }]);
    await at.staff.send(`/api/v1/journeys/${id}/ending`);
    await at.advance();
    expect(await at.runs(id)).toMatchObject([{ state: 'left', reason: 'journey-ended' }]);
    expect((await at.staff.send(`/api/v1/journeys/${id}/activation`)).status).toBe(409);
  });

  it('is not switched on while a mail of it may not go out, and says why', async () => {
    const nameless = await aTemplate(at.staff, at.ownerId, '');
    const { id } = (await at.draft([{ kind: 'mail', template_id: nameless }])).json<{ id: string }>();
    const refused = await at.staff.send(`/api/v1/journeys/${id}/activation`);
    expect(refused.status).toBe(422);
    expect(refused.json()).toMatchObject({
      error: { fields: [{ param: 'steps.0.template_id', message: 'Write a subject.' }] },
    });
  });

  it('takes no tag, template or way back that is not its own', async () => {
    const elsewhere = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    const { rows } = await app.db.query<{ id: string }>(
      `INSERT INTO tags (owner_id, name) VALUES ($1, 'Theirs') RETURNING id`,
      [elsewhere],
    );
    const refused = await at.draft([
      { kind: 'add-tag', tag_id: rows[0]!.id },
      { kind: 'condition', test: 'subscribed', otherwise: 0 },
    ]);
    expect(refused.status).toBe(422);
    expect(
      refused.json<{ error: { fields: { param: string }[] } }>().error.fields.map(({ param }) => param),
    ).toEqual(['steps.1.otherwise', 'steps.0.tag_id']);
  });

  it('is switched on only by who may send mailings', async () => {
    const organizer = await app.signIn('organizer', at.ownerId);
    const { id } = (await at.draft([HOUR])).json<{ id: string }>();
    expect((await organizer.send(`/api/v1/journeys/${id}/activation`)).status).toBe(403);
    expect((await organizer.send(`/api/v1/journeys/${id}`, { name: 'Mine' }, 'PATCH')).status).toBe(200);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { type Browser } from '../support/browser.js';
import { aPerson, unique } from '../support/people.js';
import { doc, HELLO, MessageDesk, messageIn, messagesIn } from './support/action-messages.js';
import { KitPlace, type Standing } from './support/kits.js';

const WORDS = { subject: 'Un clic más, {{given_name}}', body: doc('Gracias.') };

describe('A copy of a campaign kit', () => {
  let app: TestApp;
  let at: KitPlace;

  beforeAll(async () => {
    app = await startApp();
    at = await KitPlace.in(app);
  }, 60_000);
  afterAll(() => app?.close());

  const update = (browser: Browser, id: string, body: object) =>
    browser.send(`/api/v1/campaigns/${id}/kit-updates`, body);

  it('has each piece made once, however many ask at the same moment, with what it asks of partners', async () => {
    const source = await at.aSource();
    const terms = {
      action_kind: 'event',
      action_id: source.event,
      is_lobbying: true,
      topic_id: null,
      level: 'local',
    };
    expect((await at.network.send('/api/v1/action-terms', terms, 'PUT')).status).toBe(200);
    await at.publish(source.id, [source.event, source.letter]);
    const campaignId = await at.aCopy(source);
    const asked = await Promise.all(
      [1, 2, 3, 4].map(() =>
        at.organizer.send(`/api/v1/campaigns/${campaignId}/kit-pieces`, { piece_id: source.event }),
      ),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const { rows } = await app.db.query<{ id: string }>('SELECT id FROM events WHERE campaign_id = $1', [
      campaignId,
    ]);
    expect(rows).toHaveLength(1);
    expect((await at.organizer.get(`/api/v1/events/${rows[0]!.id}`)).json()).toMatchObject({
      ...{ owner_id: at.boston, state: 'draft', kind: 'rally', venue: '', contact_email: '' },
      summary: { en: 'An hour at the stop.' },
    });
    const key = `action_kind=event&action_id=${rows[0]!.id}`;
    expect((await at.organizer.get(`/api/v1/co-sponsors?${key}`)).json()).toMatchObject({
      ...{ is_lobbying: true, level: 'local', co_sponsors: [] },
    });
    const letter = await at.make(at.organizer, campaignId, source.letter);
    expect((await at.organizer.get(`/api/v1/letter-campaigns/${letter}`)).json()).toMatchObject({
      subject: { en: 'The line' },
    });
    expect(
      (await at.organizer.send(`/api/v1/campaigns/${campaignId}/kit-pieces`, { piece_id: at.boston })).status,
    ).toBe(404);
  });

  it('has the words of its mails as the network wrote them, until the chapter writes its own', async () => {
    const source = await at.aSource();
    const desks = { network: new MessageDesk(at.network), organizer: new MessageDesk(at.organizer) };
    const theirs = { action_kind: 'petition', action_id: source.petition } as const;
    expect((await desks.network.rewrite(theirs, 'thanks')).status).toBe(200);
    expect((await desks.network.rewrite(theirs, 'confirmation', WORDS, 'es')).status).toBe(200);
    await at.publish(source.id, [source.petition, source.event]);
    const campaignId = await at.aCopy(source);
    const own = await at.make(at.organizer, campaignId, source.petition);
    const mine = { action_kind: 'petition', action_id: own } as const;
    const copied = await desks.organizer.read(mine);
    expect(messagesIn(copied).filter(({ is_own: isOwn }) => isOwn)).toHaveLength(2);
    expect(messageIn(copied, 'thanks')).toMatchObject({ is_own: true, ...HELLO });
    expect(messageIn(copied, 'confirmation', 'es')).toMatchObject({ is_own: true, ...WORDS });

    const rally = await at.make(at.organizer, campaignId, source.event);
    const event = await desks.organizer.read({ action_kind: 'event', action_id: rally });
    expect(messagesIn(event).some(({ is_own: isOwn }) => isOwn)).toBe(false);

    // What the chapter writes is its own, and new words of the network are something to publish.
    expect((await desks.organizer.rewrite(mine, 'thanks', WORDS)).status).toBe(200);
    expect(messageIn(await desks.network.read(theirs), 'thanks')).toMatchObject(HELLO);
    expect((await at.standing(at.network, source.id)).publishing!.is_changed).toBe(false);
    expect((await desks.network.revert(theirs, 'thanks')).status).toBeLessThan(300);
    expect((await at.standing(at.network, source.id)).publishing!.is_changed).toBe(true);
  });

  it('shows what a newer version changed, and never overwrites what the chapter wrote', async () => {
    const source = await at.aSource();
    const { petition, event } = source;
    await at.publish(source.id, [petition, event]);
    const campaignId = await at.aCopy(source);
    const own = await at.make(at.organizer, campaignId, petition);
    const rally = await at.make(at.organizer, campaignId, event);
    // The chapter writes its own addressee, and the network another ask, another addressee and a Portuguese title.
    await at.change(at.organizer, `/api/v1/petitions/${own}`, {
      addressed_to: { en: 'Boston City Council' },
    });
    await at.change(at.network, `/api/v1/petitions/${petition}`, {
      title: { en: 'Show the line', es: 'Muestren la línea', pt: 'Mostrem a linha' },
      addressed_to: { en: 'The council of your city' },
      ask: { en: 'Show the line at every stop and bus.' },
    });
    await at.change(at.network, `/api/v1/campaigns/${source.id}`, {
      ask: { en: 'A line that answers at night.' },
    });
    expect((await at.publish(source.id, [petition])).status).toBe(201);

    const { copy: found } = await at.standing(at.organizer, campaignId);
    expect(found!.version).toBe(2);
    expect(found!.differences).toEqual([
      {
        ...{ field: 'ask', language: 'en', is_local: false },
        ...{ mine: 'A line that answers.', offered: 'A line that answers at night.' },
      },
    ]);
    const piece = (of: Standing, id: string) => of.copy!.pieces.find((each) => each.id === id)!;
    const seen = piece({ publishing: null, copy: found }, petition);
    expect(seen.differences.map(({ field, language, is_local }) => [field, language, is_local])).toEqual([
      ['title', 'pt', false],
      ['addressed_to', 'en', true],
      ['ask', 'en', false],
    ]);
    // What the kit no longer holds stays where it was made.
    expect(piece({ publishing: null, copy: found }, event)).toMatchObject({
      ...{ is_offered: false, made: { id: rally }, differences: [] },
    });

    const asked = { piece_id: petition, is_taken: true };
    expect((await update(at.organizer, campaignId, { ...asked, version: 1 })).status).toBe(409);
    const taken = await update(at.organizer, campaignId, { ...asked, version: 2 });
    expect(piece(taken.json<Standing>(), petition).differences).toEqual([]);
    expect((await at.organizer.get(`/api/v1/petitions/${own}`)).json()).toMatchObject({
      title: { en: 'Show the line', es: 'Muestren la línea', pt: 'Mostrem a linha' },
      addressed_to: { en: 'Boston City Council' },
      ask: { en: 'Show the line at every stop and bus.' },
    });
    // Passed over: nothing of the campaign's words changes, and it is not asked again.
    const passed = await update(at.organizer, campaignId, { piece_id: null, version: 2, is_taken: false });
    expect(passed.json<Standing>().copy!.differences).toEqual([]);
    expect((await at.organizer.get(`/api/v1/campaigns/${campaignId}`)).json()).toMatchObject({
      ask: { en: 'A line that answers.' },
    });
  });

  it('tells its network numbers in steps and of no person, whatever the chapter grants', async () => {
    const source = await at.aSource();
    await at.publish(source.id, [source.petition]);
    const campaigns = {
      [at.boston]: await at.aCopy(source),
      [at.denver]: await at.aCopy(source, at.denver, at.neighbour),
    };
    const sign = async (
      ownerId: string,
      browser: Browser,
      count: number,
      sealedCount: number,
    ): Promise<void> => {
      const petition = await at.make(browser, campaigns[ownerId]!, source.petition);
      expect((await browser.send(`/api/v1/petitions/${petition}/publication`)).status).toBe(200);
      for (let n = 0; n < count + sealedCount + 1; n++) {
        const person = await aPerson(app.db, { ownerId, isSealed: n < sealedCount });
        const email = `${unique()}@people.example`;
        await app.db.query(
          `INSERT INTO signatures (petition_id, owner_id, person_id, version, state, given_name, family_name, email,
             canonical_email, language, share_code, confirmed_at)
           VALUES ($1, $2, $3, 1, 'confirmed', 'Plainname', 'Moura', $4, $4, 'en', $5, now() - $6::interval)`,
          // The last one signs after the last midnight: what is told moves at the next.
          [petition, ownerId, person, email, unique(), n === count + sealedCount ? '-1 day' : '2 days'],
        );
      }
    };
    await sign(at.boston, at.organizer, 13, 2);
    await sign(at.denver, at.neighbour, 4, 3);
    const answer = await at.network.get(`/api/v1/campaign-kits/${source.id}/figures`);
    const line = { state: 'draft', copied_at: expect.any(String) as unknown, actions: 1 };
    expect(answer.json<{ data: object[] }>().data).toEqual([
      { ...line, owner_id: at.boston, owner_name: 'Boston', signatures: 10, sign_ups: 0, letters: 0 },
      { ...line, owner_id: at.denver, owner_name: 'Denver', signatures: null, sign_ups: 0, letters: 0 },
    ]);
    expect(answer.text).not.toContain('Plainname');
    // The chapter's campaign itself is the network's to see only where the chapter lets it.
    expect((await at.network.get(`/api/v1/campaigns/${campaigns[at.boston]}`)).status).toBe(404);
    expect((await at.organizer.get(`/api/v1/campaign-kits/${source.id}/figures`)).status).toBe(404);
    // A chapter that left is counted no more, and is offered nothing more.
    await app.db.query(`UPDATE chapters SET state = 'left' WHERE id = $1`, [at.denver]);
    const left = await at.network.get(`/api/v1/campaign-kits/${source.id}/figures`);
    expect(left.json<{ data: { owner_id: string }[] }>().data.map((row) => row.owner_id)).toEqual([
      at.boston,
    ]);
    expect((await at.standing(at.neighbour, campaigns[at.denver]!)).copy).toBeNull();
    await app.db.query(`UPDATE chapters SET state = 'active' WHERE id = $1`, [at.denver]);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aChapter, aPerson, unique } from '../support/people.js';
import { CONFIRMED, NOBODY, OptInApp, type ShownRules } from './support/opt-in.js';

describe('Rules of confirmed opt-in', () => {
  const product = new OptInApp();
  let email: string;

  beforeAll(() => product.start());
  afterAll(() => product.close());
  beforeEach(async () => {
    email = `${unique()}@people.example`;
    await product.fresh();
  });

  it('hold for what staff write down, and the record shows what is not confirmed', async () => {
    await product.rule('staff');
    const { admin } = product;
    const id = await aPerson(product.app.db, { ownerId: product.lowell, givenName: 'Rui', email });
    const yes = { channel: 'email', is_given: true, source: 'Sign-up sheet, May rally' };
    const answer = await admin.send(`/api/v1/people/${id}/consents`, yes);
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      subscriptions: [],
      asked: [{ organization_id: product.lowell, text: 'Sign-up sheet, May rally' }],
    });
    const [mail] = await product.asked(email);
    expect(mail!.text).toContain('> Sign-up sheet, May rally');
    await product.click(mail!);
    expect((await admin.get(`/api/v1/people/${id}`)).json()).toMatchObject({
      subscriptions: [{ is_subscribed: true, method: 'confirmed', text: 'Sign-up sheet, May rally' }],
      asked: [],
    });
  });

  it('hold for a country by the addresses on record, however they write it', async () => {
    await product.rule(null, 'DE');
    for (const [at, [country, words]] of (
      [
        ['DE', 0],
        ['Germany', 0],
        ['Alemania', 0],
        ['deutschland', 0],
        ['US', 1],
        ['France', 1],
      ] as const
    ).entries()) {
      const address = `${at}.${email}`;
      const id = await aPerson(product.app.db, { ownerId: product.lowell, email: address });
      await product.app.db.query(
        `INSERT INTO person_addresses (person_id, city, country) VALUES ($1, 'Town', $2)`,
        [id, country],
      );
      await product.ticked(address);
      expect([country, (await product.standing(address))[0]]).toMatchObject([country, { words }]);
    }
  });

  it('are said by the network for all of its chapters, who cannot take them back', async () => {
    const { admin, lowell, networkId } = product;
    const elsewhere = await aChapter(product.app.db, { networkId });
    const governor = await product.app.signIn('network-admin', networkId);
    const form = { owner_id: networkId, form: 'event', country: null };
    expect((await governor.send('/api/v1/opt-in-rules', form)).status).toBe(201);
    await product.ticked(email);
    expect(await product.standing(email)).toEqual(NOBODY);
    const { rules } = (await admin.get(`/api/v1/opt-in-rules?owner_id=${lowell}`)).json<ShownRules>();
    expect(rules).toMatchObject([{ form: 'event', country: null, is_inherited: true }]);
    const path = `/api/v1/opt-in-rules/${rules[0]!.id}`;
    expect((await admin.send(path, {}, 'DELETE')).status).toBe(404);
    expect((await admin.get(`/api/v1/opt-in-rules?owner_id=${elsewhere}`)).status).toBe(404);
    expect((await governor.send(path, {}, 'DELETE')).status).toBe(204);
    const left = await admin.get(`/api/v1/opt-in-rules?owner_id=${lowell}`);
    expect(left.json()).toMatchObject({ rules: [] });
  });

  it('name a form and a country that there is, and the same rule twice is one', async () => {
    expect((await product.rule('carrier-pigeon')).status).toBe(422);
    expect((await product.rule(null, 'Germany')).status).toBe(422);
    await product.rule('event', 'FR');
    const twice = (await product.rule('event', 'FR')).json<ShownRules>();
    expect(twice.rules).toMatchObject([{ form: 'event', country: 'FR', is_inherited: false }]);
    expect(twice.countries).toContainEqual({ code: 'FR', name: 'France' });
  });

  it('wait for the record that a merge kept, and for both again after its undo', async () => {
    await product.rule('event');
    await product.ticked(email);
    const [mail] = await product.asked(email);
    const absorbed = await product.personWith(email);
    const kept = await aPerson(product.app.db, { ownerId: product.lowell });
    const { admin } = product;
    const waiting = async (id: string): Promise<number> =>
      (await admin.get(`/api/v1/people/${id}`)).json<{ asked: object[] }>().asked.length;
    const merge = async (): Promise<string> =>
      (await admin.send(`/api/v1/people/${kept}/merges`, { absorbed_id: absorbed })).json<{ id: string }>()
        .id;
    const batch = await merge();
    expect(await waiting(kept)).toBe(1);
    expect((await admin.send(`/api/v1/change-batches/${batch}/undo`, {})).status).toBe(200);
    expect([await waiting(kept), await waiting(absorbed)]).toEqual([0, 1]);
    await merge();
    await product.click(mail!);
    const { rows } = await product.app.db.query(
      `SELECT person_id FROM subscriptions WHERE person_id = ANY ($1) AND is_subscribed`,
      [[kept, absorbed]],
    );
    expect(rows).toEqual([{ person_id: kept }]);
  });

  it('show a sealed person their own link, and are in the copy and gone with the erasure of a person', async () => {
    await product.rule('event');
    await product.ticked(email);
    const id = await product.personWith(email);
    const [mail] = await product.asked(email);
    await product.app.db.query('UPDATE people SET is_sealed = true WHERE id = $1', [id]);
    expect((await product.admin.get(`/api/v1/people/${id}`)).status).toBe(404);
    await product.click(mail!);
    expect(await product.standing(email)).toEqual(CONFIRMED);
    await product.app.db.query('UPDATE people SET is_sealed = false WHERE id = $1', [id]);
    await product.app.db.query('SELECT erase_person($1, NULL)', [id]);
    const { rows } = await product.app.db.query('SELECT 1 FROM opt_in_requests WHERE person_id = $1', [id]);
    expect(rows).toEqual([]);
  });
});

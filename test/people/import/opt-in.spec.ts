import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { mailTo } from '../../support/events.js';
import { aChapter, aNetwork, aPerson } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { act, ATTESTED, checked, imported, look, RULES } from './support.js';

const FILE = `name,email,city,country
Ana Lima,ana@example.org,Boston,US
Kai Wolf,kai@example.org,Köln,Deutschland
Eva Haas,eva@example.org,Bonn,Germany
Rui Moura,rui@example.org,Lowell,
`;
const YES = { consent: ATTESTED };
const ASKING = { ...YES, rules: { ...RULES, opt_in: 'ask' } };

describe('a file whose people must confirm that they want mail', () => {
  let app: TestApp;
  let staff: Browser;
  let lowell: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    lowell = await aChapter(app.db, { networkId: await aNetwork(app.db), name: 'CEASE Lowell' });
    staff = await app.signIn('chapter-admin', lowell);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    await app.db.query('DELETE FROM people');
    await app.db.query('DELETE FROM opt_in_rules');
    await staff.send('/api/v1/opt-in-rules', { owner_id: lowell, form: 'import', country: 'DE' });
  });

  const lines = async (sql: string): Promise<string[]> =>
    (await app.db.query<{ line: string }>(`SELECT ${sql} ORDER BY 1`)).rows.map(({ line }) => line);
  const subscribed = () =>
    lines(
      `p.given_name AS line FROM subscriptions s JOIN people p ON p.id = s.person_id WHERE s.is_subscribed`,
    );
  const consented = () => lines(`p.given_name AS line FROM consents c JOIN people p ON p.id = c.person_id`);
  const waiting = () =>
    lines(
      `p.given_name || ' ' || r.state AS line FROM opt_in_requests r JOIN people p ON p.id = r.person_id`,
    );

  it('says in the dry run how many, and brings them unsubscribed unless it is told to ask', async () => {
    const found = await checked(staff, lowell, FILE, YES);
    expect(found.counts).toMatchObject({ new: 4, to_confirm: 2 });
    await act(staff, found.id, 'run');
    expect(await subscribed()).toEqual(['Ana', 'Rui']);
    expect(await consented()).toEqual(['Ana', 'Rui']);
    expect(await waiting()).toEqual([]);
    expect((await look(staff, found.id)).counts).toMatchObject({ to_confirm: 2 });
  });

  it('asks each by one mail where it is told to, and the same file again changes nothing', async () => {
    await imported(staff, lowell, FILE, ASKING);
    expect(await subscribed()).toEqual(['Ana', 'Rui']);
    expect(await waiting()).toEqual(['Eva asked', 'Kai asked']);
    const [mail] = await settled('Kai was asked', async () => {
      const mails = await mailTo(app.db, 'kai@example.org');
      return mails.length > 0 && mails;
    });
    expect(mail!.text).toContain(ATTESTED.text);
    const again = await imported(staff, lowell, FILE, ASKING);
    expect(again.counts).toMatchObject({ new: 0, updated: 0, unchanged: 4, to_confirm: 2 });
    const path = /\/subscriptions\/[\w.-]+/.exec(mail!.text)![0];
    await app.visitor().submit(path, {});
    expect(await subscribed()).toEqual(['Ana', 'Kai', 'Rui']);
    expect(await mailTo(app.db, 'kai@example.org')).toHaveLength(1);
  });

  it('asks somebody who is here already by the country on record, and not who has said no', async () => {
    for (const name of ['kai', 'eva']) {
      const id = await aPerson(app.db, { ownerId: lowell, givenName: name, email: `${name}@example.org` });
      await app.db.query(
        `INSERT INTO person_addresses (person_id, city, country) VALUES ($1, 'Wien', 'DE')`,
        [id],
      );
      if (name === 'eva')
        await app.db.query(
          `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', false)`,
          [id, lowell],
        );
    }
    const file = `email\nkai@example.org\neva@example.org\n`;
    const found = await checked(staff, lowell, file, ASKING);
    expect(found.counts).toMatchObject({ updated: 1, unchanged: 1, to_confirm: 1, stay_unsubscribed: 1 });
    await act(staff, found.id, 'run');
    expect(await waiting()).toEqual(['kai asked']);
  });

  it('asks nobody any more after its undo, and keeps who confirmed meanwhile', async () => {
    const { id } = await imported(staff, lowell, FILE.replaceAll('@', '.undone@'), ASKING);
    const [mail] = await settled('Kai and Eva were asked', async () => {
      const mails = await Promise.all(
        ['kai', 'eva'].map((who) => mailTo(app.db, `${who}.undone@example.org`)),
      );
      return mails.every((each) => each.length > 0) && mails[0];
    });
    await app.visitor().submit(/\/subscriptions\/[\w.-]+/.exec(mail!.text)![0], {});
    // Eva's record stays for the mail that was sent to her.
    expect(await act(staff, id, 'undo')).toMatchObject({ state: 'undone', undo: { removed: 2, left: 2 } });
    expect(await waiting()).toEqual(['Kai confirmed']);
    expect(await subscribed()).toEqual(['Kai']);
  });
});

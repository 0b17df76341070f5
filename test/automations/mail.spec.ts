import { beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type TestApp } from '../support/app.js';
import { BODY } from '../email/support/mailing.js';
import { type JourneyBench, onJourneyBenches } from './support/journey-bench.js';

/* Whom the mail of a journey reaches, and in which language. */
describe('The mail of a journey', () => {
  const setting = onJourneyBenches();
  const { sink } = setting;
  let app: TestApp;
  let at: JourneyBench;
  beforeEach(() => void ({ app, at } = setting));

  const inSpanish = (subject: string) =>
    at.staff.send(
      `/api/v1/templates/${at.mail.template_id}`,
      { translations: [{ language: 'es', subject, preview_text: '', body: BODY }] },
      'PATCH',
    );

  it('is in each reader’s language where its template has it, and in its own for everybody else', async () => {
    expect((await inSpanish('Bienvenida, {{given_name|amiga}}')).status).toBe(200);
    await at.switchedOn([at.mail]);
    // What the template says later is for those who begin with a later version.
    expect((await inSpanish('Otro texto')).status).toBe(200);
    const subjects: Record<string, string> = {
      en: 'Welcome, Ada',
      es: 'Bienvenida, Ada',
      pt: 'Welcome, Ada',
    };
    const readers = new Map<string, string>();
    for (const language of Object.keys(subjects)) {
      const { id, email } = await at.somebody();
      await app.db.query(`UPDATE people SET language = $2 WHERE id = $1`, [id, language]);
      await at.does(id);
      readers.set(email, language);
    }
    await at.advance();
    await at.mailed();
    const got = await Promise.all(
      sink.caught.map(async ({ to, raw }) => {
        const { subject, html } = await PostalMime.parse(raw);
        return [readers.get(to[0]!), subject, /<html lang="(\w+)"/.exec(html!)?.[1]];
      }),
    );
    expect(got.toSorted()).toEqual([
      ['en', subjects['en'], 'en'],
      ['es', subjects['es'], 'es'],
      ['pt', subjects['pt'], 'en'],
    ]);
  });

  it('is not switched on with a text that may not go out, and says in which language', async () => {
    await inSpanish('Re: Bienvenida');
    const { id } = (await at.draft([at.mail])).json<{ id: string }>();
    const refused = await at.staff.send(`/api/v1/journeys/${id}/activation`);
    expect(refused.status).toBe(422);
    expect(refused.json<{ error: { fields: object[] } }>().error.fields).toEqual([
      { param: 'steps.0.template_id', message: expect.stringMatching(/^Español: /) },
    ]);
  });

  it('leaves out whom the sunset rule let go, and no longer once the rule is off', async () => {
    const id = await at.switchedOn([at.mail], { did: 'missed', repeats: true });
    const [ada, bob] = [await at.somebody(), await at.somebody()];
    await app.db.query(
      `INSERT INTO sunset_rules (owner_id, is_on, months, wait_days) VALUES ($1, true, 12, 30)`,
      [at.ownerId],
    );
    // That they subscribed is older than the question.
    await app.db.query(
      `UPDATE subscriptions SET changed_at = now() - interval '1 year' WHERE person_id = $1`,
      [ada.id],
    );
    await app.db.query(`INSERT INTO sunsets (person_id, organization_id, state) VALUES ($1, $2, 'asleep')`, [
      ada.id,
      at.ownerId,
    ]);
    for (const { id: personId } of [ada, bob]) await at.does(personId, 'missed');
    await at.advance();
    await at.mailed();
    expect(sink.caught.map(({ to }) => to[0])).toEqual([bob.email]);
    expect((await at.runs(id)).map(({ reason }) => reason).toSorted()).toEqual([null, 'sunset'].toSorted());

    // Rules that are off let everybody in again.
    await app.db.query(`UPDATE sunset_rules SET is_on = false WHERE owner_id = $1`, [at.ownerId]);
    await at.does(ada.id, 'missed');
    await at.advance();
    await at.mailed();
    expect(sink.caught.map(({ to }) => to[0])).toEqual([bob.email, ada.email]);
  });
});

import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendMailing, prepareMailing } from '../../src/email/email.jobs.js';
import { Post } from '../../src/email/post.service.js';
import { claimOfMailing } from '../../src/email/sending/claiming.sql.js';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { mail } from '../../src/layout/mail.js';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Jobs } from '../../src/platform/jobs/jobs.service.js';
import { aMailing, mailingState, statesOf, subscribers } from '../email/support/mailing.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';

/*
 * What a death at one certain instant leaves behind is a state of rows, so here the states are made and not the deaths;
 * those that come when they like are in mailing-kill.spec.ts and mailing-storm.spec.ts.
 */
describe('A mailing after a death at', () => {
  const sink = new SmtpSink();
  let app: TestApp;
  let ownerId: string;
  let mailingId: string;
  let prefix: string;

  beforeAll(async () => {
    await sink.listen();
    app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
  });
  afterAll(async () => {
    await app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.behaviour = {};
    sink.caught.length = 0;
    ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    prefix = `p${randomInt(1e9)}`;
  });

  /** A mailing whose rows are all there and not due for an hour: nobody sends it before the test lets it. */
  async function waiting(count: number): Promise<void> {
    await subscribers(app.db, { ownerId, count, prefix });
    mailingId = await aMailing(app.db, { ownerId });
    await app.db.query(
      `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, next_at)
       SELECT $1, 'bulk', 'mailing', $2, p.id, e.canonical, e.address, now() + interval '1 hour'
       FROM people p JOIN person_emails e ON e.person_id = p.id WHERE p.owner_id = $1`,
      [ownerId, mailingId],
    );
    // The audience is frozen already: preparing freezes only the text.
    await app.db.query(`UPDATE mailings SET started_at = now(), audience_count = $2 WHERE id = $1`, [
      mailingId,
      count,
    ]);
    await app.web.get(Jobs).add(prepareMailing, { mailingId });
    await settled('it is sending', async () => (await mailingState(app.db, mailingId)).state === 'sending');
  }
  async function letGo(): Promise<void> {
    await app.db.query(`UPDATE deliveries SET next_at = now() WHERE mailing_id = $1`, [mailingId]);
    await app.worker!.get(Sweeping).sweep();
    await settled(
      'the mailing was finished',
      async () => (await mailingState(app.db, mailingId)).state === 'finished',
    );
  }
  const reached = (): string[] => sink.caught.map(({ to }) => to[0]!).sort();

  it('F1: its claim reaches everybody once: what was not committed was not claimed', async () => {
    await waiting(5);
    const database = app.worker!.get(Database);
    const claim = database.as(Scope.nothing, async (tx) => {
      await tx.query(`UPDATE deliveries SET next_at = now() WHERE mailing_id = $1`, [mailingId]);
      const claimToken = crypto.randomUUID();
      const held = { relay: 'default', domains: [], offices: [] };
      const claimed = await claimOfMailing(tx, { mailingId, limit: 100, claimToken }, held);
      expect(claimed).toHaveLength(5);
      await tx.query(`SELECT pg_terminate_backend(pg_backend_pid())`);
    });
    await expect(claim).rejects.toThrow(/terminat/i);
    expect(await statesOf(app.db, mailingId)).toEqual({ pending: 5 });
    await letGo();
    expect(await statesOf(app.db, mailingId)).toEqual({ sent: 5 });
    expect(new Set(reached()).size).toBe(5);
    expect(sink.caught).toHaveLength(5);
  });

  it('F16: a cut connection is an error, and the next question is answered', async () => {
    const database = app.worker!.get(Database);
    for (let cut = 0; cut < 15; cut++)
      await expect(
        database.as(Scope.nothing, (tx) => tx.query(`SELECT pg_terminate_backend(pg_backend_pid())`)),
      ).rejects.toThrow();
    expect(await database.answers()).toBe(true);
  });

  it('F3: its hand-over sends a receipt again: a second one harms nobody', async () => {
    const post = app.web.get(Post);
    const id = await app.web.get(Database).as(Scope.organizations(ownerId), (tx) =>
      post.send(tx, {
        ownerId,
        to: { name: 'Ada', address: `${prefix}@people.example` },
        kind: 'petition-confirmation',
        language: 'en',
        content: mail({
          language: 'en',
          subject: 'Please confirm',
          host: { name: 'Worcester', colour: '#1b6f71', postalAddress: '1 Main St' },
          blocks: [{ text: 'Hello' }],
        }),
      }),
    );
    const stateOf = async (): Promise<string> =>
      (await app.db.query<{ state: string }>(`SELECT state FROM deliveries WHERE id = $1`, [id])).rows[0]!
        .state;
    await post.wake();
    await settled('the receipt was sent', async () => (await stateOf()) === 'sent');
    await app.db.query(
      `UPDATE deliveries SET state = 'handed', claim_token = gen_random_uuid(),
         lease_until = now() - interval '1 second' WHERE id = $1`,
      [id],
    );
    await app.worker!.get(Sweeping).sweep();
    await settled('it was sent again', async () => (await stateOf()) === 'sent');
    const ids = sink.caught
      .filter(({ to }) => to[0] === `${prefix}@people.example`)
      .map(({ raw }) => /^Message-ID: .*$/m.exec(raw.toString('latin1'))![0]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1); // so that the receiver may see that it is one
  });

  it('F21: nothing at all: jobs that come twice, late and in another order send nobody anything twice', async () => {
    await waiting(60);
    await app.db.query(`UPDATE deliveries SET next_at = now() WHERE mailing_id = $1`, [mailingId]);
    const jobs = app.web.get(Jobs);
    const shares = Array.from({ length: 12 }, (_, at) => ({ mailingId, share: `twice.${at % 6}` }));
    await Promise.all([
      jobs.add(sendMailing, ...shares.toReversed()),
      jobs.add(prepareMailing, { mailingId }, { mailingId }),
      app.worker!.get(Sweeping).sweep(),
      app.worker!.get(Sweeping).sweep(),
    ]);
    await jobs.add(sendMailing, ...shares);
    await letGo();
    await jobs.add(sendMailing, ...shares);
    expect(await statesOf(app.db, mailingId)).toEqual({ sent: 60 });
    expect(new Set(reached()).size).toBe(60);
    expect(sink.caught).toHaveLength(60);
  });
});

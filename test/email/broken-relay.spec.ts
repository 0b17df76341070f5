import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { type AddressInfo } from 'node:net';
import { Preparing } from '../../src/email/mailings/preparing.service.js';
import { Sweeping } from '../../src/email/sending/sweeping.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aMailing, mailingState, statesOf, subscribers } from './support/mailing.js';

describe('A relay that is broken', () => {
  let app: TestApp | undefined;
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await app?.close();
    for (const close of closing.splice(0)) await close();
  });

  const started = async (url: string, count: number): Promise<{ db: TestApp['db']; mailingId: string }> => {
    app = await startApp({ worker: true, settings: { SMTP_URL: url } });
    const ownerId = await aChapter(app.db, { networkId: await aNetwork(app.db) });
    await subscribers(app.db, { ownerId, count });
    const mailingId = await aMailing(app.db, { ownerId });
    await app.worker!.get(Preparing).prepare(mailingId);
    return { db: app.db, mailingId };
  };
  const sweep = () => app!.worker!.get(Sweeping).sweep();
  const alerts = async () =>
    (await app!.db.query<{ title: string }>(`SELECT title FROM tasks WHERE title LIKE 'No mail goes out%'`))
      .rows;
  const paused = () =>
    settled('the relay was paused', async () => {
      const { rows } = await app!.db.query<{ broken_since: Date; seconds: number }>(
        `SELECT broken_since, extract(epoch FROM slowed_until - now())::int AS seconds FROM sending_rates
         WHERE relay = 'default' AND receiver = '*' AND broken_since IS NOT NULL`,
      );
      return rows[0];
    });
  const untouched = async (mailingId: string, count: number) => {
    await settled('all wait', async () => (await statesOf(app!.db, mailingId))['pending'] === count);
    const { rows } = await app!.db.query(
      `SELECT (SELECT max(attempt) FROM deliveries WHERE mailing_id = $1) AS attempt,
         (SELECT count(*)::int FROM suppressions) AS barred`,
      [mailingId],
    );
    expect(rows).toEqual([{ attempt: 0, barred: 0 }]);
    expect((await mailingState(app!.db, mailingId)).state).toBe('sending');
  };

  it('F29: refuses our sign-in: all mail waits, one alert, nobody has failed, and it goes on once it is mended', async () => {
    const sink = await new SmtpSink().listen();
    closing.push(() => sink.close());
    const secret = 'sign-in-canary';
    const { db, mailingId } = await started(`smtp://us:${secret}@127.0.0.1:${sink.port}`, 40);
    expect((await paused()).seconds).toBeGreaterThan(500);
    await untouched(mailingId, 40);
    const asked = sink.connections;
    await sweep();
    await db.query(`UPDATE deliveries SET next_at = now()`);
    await sweep();
    expect(sink.connections).toBe(asked);
    // Ten minutes later it is tried again, by one connection, and still refused: that is no news.
    await db.query(`UPDATE sending_rates SET slowed_until = now() - interval '1 second'`);
    await settled('it was tried again', async () => {
      await sweep();
      return sink.connections > asked;
    });
    await untouched(mailingId, 40);
    const told = await alerts();
    expect(told).toHaveLength(1);
    expect(told[0]!.title).toContain('535');
    expect(JSON.stringify(told)).not.toContain(secret);

    sink.behaviour = { signsIn: true };
    await db.query(`UPDATE sending_rates SET slowed_until = now() - interval '1 second'`);
    await db.query(`UPDATE deliveries SET next_at = now()`);
    await settled('all were sent', async () => {
      await sweep();
      return (await statesOf(db, mailingId))['sent'] === 40;
    });
    await db.query(
      `UPDATE sending_rates SET slowed_until = now() - interval '2 minutes', grown_at = now() - interval '2 minutes'`,
    );
    await settled('it is whole again', async () => {
      await sweep();
      const { rowCount } = await db.query(`SELECT 1 FROM sending_rates WHERE broken_since IS NOT NULL`);
      return rowCount === 0;
    });
  });

  it('F31: shows a certificate that is not to be trusted: all mail waits, one alert, nobody has failed', async () => {
    // smtp-server comes with a certificate that nobody vouches for.
    const server = new SMTPServer({ secure: true, authOptional: true, logger: false, closeTimeout: 500 });
    server.on('error', () => undefined); // a client that hangs up at the certificate
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise<void>((resolve) => server.close(resolve)));
    const { port } = server.server.address() as AddressInfo;
    const { mailingId } = await started(`smtps://127.0.0.1:${port}`, 20);
    await paused();
    await untouched(mailingId, 20);
    const told = await alerts();
    expect(told).toHaveLength(1);
    expect(told[0]!.title).toMatch(/certificate/i);
  });

  it('F28: tells at once that one in ten is nobody, and the mailing stops over one in twenty', async () => {
    const sink = await new SmtpSink().listen();
    closing.push(() => sink.close());
    sink.behaviour = {
      refuse: (address) => (/0@/.test(address) ? '550 5.1.1 no such user' : undefined),
    };
    const { db, mailingId } = await started(sink.url, 600);
    await settled('it stopped', async () => (await mailingState(db, mailingId)).state === 'paused');
    expect((await mailingState(db, mailingId)).pause_reason).toMatch(/more than 5 in 100/);
    expect(sink.caught.length).toBeLessThan(540);
  });
});

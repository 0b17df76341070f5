import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { JobSettings } from '../../src/platform/jobs/job-settings.js';
import { freePort } from '../bench/load.js';
import { type Answer, Browser } from '../support/browser.js';
import { endProcesses, startBuilt, type TestProcess } from '../support/processes.js';
import { settled } from '../support/settled.js';
import { SmtpSink } from '../support/smtp-sink.js';
import { aScene, ledgerOf, type Scene } from './storm/scene.js';
import { ask, StormDatabase } from './storm/storm-database.js';

/** F12 asks for 10 s, 60 s and 10 min: ACCORD_AWAY_SECONDS tells how long; the suite is content with the first. */
const AWAY = Number(process.env['ACCORD_AWAY_SECONDS'] ?? 10) * 1_000;
const RECIPIENTS = 300;
/** Jobs of the mailing lane that a worker runs at once: each is one connection, with one message in hand. */
const CONNECTIONS = new JobSettings({ databaseUrl: '' }).concurrency.mail;
/** More than the connections of the web to the database: some requests wait for one to come free. */
const CROWD = 20;

/* The product as it runs in production, on a PostgreSQL of its own that goes away. */
describe('A database that', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-away-'));
  const sink = new SmtpSink();
  const visitor = () => new Browser(origin);
  let database: StormDatabase;
  let origin: string;
  let environment: NodeJS.ProcessEnv;
  let scene: Scene;

  beforeAll(async () => {
    chmodSync(folder, 0o755); // the server runs as an account of its own where we are root
    await sink.listen();
    database = await StormDatabase.start(path.join(folder, 'postgres'));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    environment = {
      DATABASE_URL: database.url,
      SECRET_KEY: randomBytes(32).toString('hex'),
      SMTP_URL: sink.url,
      SENDING_DOMAIN_CHECKS: 'advised', // its domain stands in no DNS
      PORT: String(port),
      MAILBOX_PORT: '0',
      PUBLIC_URL: 'http://accord.test',
      ACCORD_DATA: folder,
      ACCORD_SAMPLE: 'none',
      REDIS_URL: undefined,
      LOG_LEVEL: 'error',
    };
    startBuilt('main', [], { env: environment });
    await settled('the web was ready', () => answers('/health/ready'));
  }, 300_000);
  afterAll(async () => {
    await endProcesses();
    await database?.stop();
    await sink.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    sink.behaviour = {};
  });

  const worker = (): TestProcess => startBuilt('worker', [], { env: environment });
  const answers = (at: string): Promise<boolean> =>
    visitor()
      .get(at)
      .then(
        ({ status }) => status === 200,
        () => false, // it does not listen yet
      );

  /** A mailing on its way to a sink that takes half a second for each, so that there is always one in hand. */
  async function underWay(): Promise<TestProcess> {
    sink.caught.length = 0;
    sink.behaviour = { trickle: 20 };
    scene = await aScene(database.url, origin, RECIPIENTS);
    const running = worker();
    await settled('every connection sends', () => sink.caught.length > 2 * CONNECTIONS);
    return running;
  }
  const mailed = () =>
    sink.caught.map(({ to }) => to[0]!).filter((address) => address.endsWith('@people.example'));

  /** Who got it is known to have got it, once; of nobody else it is said. */
  async function nobodyTwiceAndNobodyLost(): Promise<void> {
    await settled('nothing was left to send', async () =>
      (await ledgerOf(database.url, scene.mailingId)).every(({ state }) =>
        ['sent', 'unknown'].includes(state),
      ),
    );
    const known = await settled('who got it was known', async () => {
      const ledger = await ledgerOf(database.url, scene.mailingId);
      const sent = ledger.filter(({ state }) => state === 'sent').map(({ address }) => address);
      return sent.length >= new Set(mailed()).size && { ledger, sent };
    });
    expect(mailed().toSorted()).toEqual(known.sent.toSorted());
    expect(known.ledger).toHaveLength(RECIPIENTS);
    // The commit that hands a message over may have been made and not answered: then it does not go out.
    expect(RECIPIENTS - known.sent.length).toBeLessThanOrEqual(CONNECTIONS);
  }

  async function aForm(email: string): Promise<Record<string, string>> {
    const page = await visitor().get(`/petitions/${scene.petition.slug}`);
    const stamp = /name="stamp" value="([^"]+)"/.exec(page.text)![1]!;
    await sleep(2_100); // faster than a person reads is a robot
    const comment = 'For my sister, who had "nowhere" to go & came <home>.';
    return { given_name: 'Ada', family_name: 'Moura', email, zip: '01850', version: '1', comment, stamp };
  }
  const send = (form: Record<string, string>): Promise<Answer> =>
    visitor().submit(`/petitions/${scene.petition.slug}/signatures?lang=es`, form);

  /** What the page would send again: its form's address and fields. */
  function keptBy({ text }: Answer): { to: string; fields: Record<string, string> } {
    const plain = (value: string): string =>
      value
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&');
    const fields = text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    return {
      to: plain(/<form[^>]* action="([^"]+\/signatures[^"]*)"/.exec(text)![1]!),
      fields: Object.fromEntries([...fields].map(([, name, value]) => [name!, plain(value!)])),
    };
  }

  async function isSaidToBeAway(form: Record<string, string>): Promise<{ to: string; fields: object }> {
    const page = await send(form);
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('15');
    expect(page.text).toContain('Esta página guarda lo que escribió');
    const kept = keptBy(page);
    expect(kept.fields).toEqual(form);
    expect((await visitor().get('/health/ready')).status).toBe(503);
    expect((await visitor().get('/health/live')).status).toBe(200);
    const api = await scene.staff.get('/api/v1/petitions');
    expect([api.status, api.json<{ error: { code: string } }>().error.code]).toEqual([503, 'unavailable']);
    return kept;
  }

  /** The page's own button, until it is taken; then the mail that comes of it, through the worker. */
  async function goesOn(kept: { to: string; fields: object }, email: string): Promise<void> {
    const back = Date.now();
    await settled(
      'the form was taken',
      async () => (await visitor().submit(kept.to, kept.fields as Record<string, string>)).status === 303,
    );
    const taken = Date.now();
    sink.behaviour = {};
    await settled('the signer got a mail', () => sink.caught.some(({ to }) => to[0] === email));
    const seconds = (from: number): string => ((Date.now() - from) / 1_000).toFixed(1);
    process.stdout.write(
      `The form was taken ${((taken - back) / 1_000).toFixed(1)} s after the return, its mail came after ${seconds(back)} s\n`,
    );
    const stored = await ask<{ count: number }>(
      database.url,
      `SELECT count(*)::int AS count FROM signatures WHERE canonical_email = $1`,
      [email],
    );
    expect(stored).toEqual([{ count: 1 }]);
  }

  it('F12: is stopped is waited for: forms keep what was typed, and everything goes on when it is back', async () => {
    const running = await underWay();
    const form = await aForm('away@signers.example');
    await database.leave('fast');
    let kept;
    try {
      kept = await isSaidToBeAway(form);
      await sleep(AWAY);
    } finally {
      await database.comeBack();
    }
    await goesOn(kept, form['email']!);
    await nobodyTwiceAndNobodyLost();
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 300_000);

  it('F15: is frozen holds up nobody: forms are answered, processes end, and all is well when it thaws', async () => {
    const running = await underWay();
    const form = await aForm('frozen@signers.example');
    const before = await listeners();
    const leaving = worker();
    await settled('the other worker works', async () => (await listeners()) > before);
    database.freeze();
    const from = Date.now();
    try {
      const crowd = await Promise.all(Array.from({ length: CROWD }, () => send(form)));
      expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([503]));
      process.stdout.write(`${CROWD} forms were answered in ${((Date.now() - from) / 1_000).toFixed(1)} s\n`);
      // The limits of statements, 25 s, are for those that work; what is frozen is told from that much sooner.
      expect(Date.now() - from).toBeLessThan(20_000);
      const kept = await isSaidToBeAway(form);
      const asked = Date.now();
      await leaving.end('SIGTERM');
      expect(Date.now() - asked).toBeLessThan(35_000);
      database.thaw();
      await goesOn(kept, form['email']!);
    } finally {
      database.thaw();
    }
    await nobodyTwiceAndNobodyLost();
    expect(await running.end('SIGTERM')).toEqual({ code: 0, signal: null });
  }, 300_000);

  it('F15: freezes in the middle of a statement is noticed soon: the page is answered, and the next one is well', async () => {
    const holder = await database.connected();
    try {
      await holder.query('BEGIN; LOCK TABLE petitions');
      const page = visitor().get(`/petitions/${scene.petition.slug}`);
      await settled('the page waited in its statement', waitsForLock);
      const from = Date.now();
      database.freeze();
      expect((await page).status).toBe(503);
      // Otherwise it would have waited until the driver's limit, 25 s.
      expect(Date.now() - from).toBeLessThan(20_000);
      process.stdout.write(`The page was answered in ${((Date.now() - from) / 1_000).toFixed(1)} s\n`);
    } finally {
      database.thaw();
      await holder.end();
    }
    await settled('pages are well again', () => answers(`/petitions/${scene.petition.slug}`));
  }, 120_000);

  /** Asked on a connection of its own: within a transaction the activity of others stands still as first read. */
  async function waitsForLock(): Promise<boolean> {
    const [found] = await ask<{ waits: boolean }>(
      database.url,
      `SELECT count(*) > 0 AS waits FROM pg_stat_activity
        WHERE application_name = 'accord web' AND wait_event_type = 'Lock'`,
    );
    return found!.waits;
  }

  /** Connections on which workers wait for jobs. */
  async function listeners(): Promise<number> {
    const [found] = await ask<{ count: number }>(
      database.url,
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE query ILIKE '%LISTEN%' AND pid <> pg_backend_pid()`,
    );
    return found!.count;
  }
});

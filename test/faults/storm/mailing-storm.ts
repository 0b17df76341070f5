import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobSettings } from '../../../src/platform/jobs/job-settings.js';
import { endProcesses } from '../../support/processes.js';
import { settled } from '../../support/settled.js';
import { Dice } from './dice.js';
import { type Evidence, type FinalPerson, type Left, type Shown, type Taken } from './evidence.js';
import { Installation } from './installation.js';
import { check } from './invariants.js';
import { aScene, ledgerOf, mailingOf, peopleOf, type Scene } from './scene.js';
import { ask, StormDatabase } from './storm-database.js';
import { Visitors } from './visitors.js';
import { Weather } from './weather.js';

export interface StormOptions {
  seed: number;
  recipients: number;
  /** How long it storms. */
  seconds: number;
  say: (line: string) => void;
}

export interface StormReport {
  /** Sentences of what is wrong, by invariant. */
  violations: Map<string, string[]>;
  /** For people: what happened, and how often. */
  figures: Record<string, number>;
}

/** After the last strike; a lease takes 40 s, a sweep 15, and the rest is for what the storm kept from being sent. */
const QUIET_LIMIT = 15 * 60_000;
/** Three processes start together, and machines can be slow. */
const BOOT_LIMIT = 5 * 60_000;
/** Connections of two workers are 28: some are always turned away. */
const CAP = 22;

/**
 * Sends a mailing by two workers over a relay that misbehaves, kills and freezes them, restarts and crashes the database,
 * lets people leave and sign meanwhile, then waits until all is quiet and checks the invariants. Beside it the same mailing
 * is sent without faults, in a database of its own, to compare what people came out as.
 */
export async function mailingStorm(options: StormOptions): Promise<StormReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'accord-storm-'));
  chmodSync(folder, 0o755);
  const database = await StormDatabase.start(path.join(folder, 'postgres'));
  const sweep = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.once('exit', sweep); // where the run is broken off
  try {
    const calmUrl = await database.twin('calm');
    await calmMailing(folder, calmUrl, options);
    options.say('The calm run is over; the storm begins');
    return await storm(folder, database, calmUrl, options);
  } finally {
    await endProcesses();
    await database.stop();
    sweep();
  }
}

async function storm(
  folder: string,
  database: StormDatabase,
  calmUrl: string,
  { seed, recipients, seconds, say }: StormOptions,
): Promise<StormReport> {
  const { url } = database;
  const installation = await Installation.at(path.join(folder, 'storm'), {
    databaseUrl: url,
    seed,
    cap: CAP,
  });
  const { fleet } = installation;
  const scene = await aScene(url, installation.origin, recipients);
  fleet.start('main');
  await answers(installation.origin);
  fleet.start('worker');
  fleet.start('worker');
  // A relay that turns the first connections away is left alone for minutes: time must run from the beginning.
  const background = new AbortController();
  const clock = hurryTime(url, scene, background.signal);
  // Who leaves before the audience is frozen was never in it.
  await settled('the first message had arrived', () => installation.relayed().length > 0, BOOT_LIMIT);
  const visitors = new Visitors(installation, scene, seed);
  const weather = new Weather(new Dice(seed), fleet, database, say);
  const guests = visitors.come(seconds);
  await weather.rage(seconds, async () =>
    (await hasEnded(url, scene.mailingId)) ? undefined : installation.relayed().length,
  );
  say('Quiet from here on');
  installation.calm();
  await settled('the mailing was finished', () => hasEnded(url, scene.mailingId), QUIET_LIMIT);
  visitors.over();
  await guests;
  background.abort();
  await clock;
  const shown = await screens(installation, scene);
  const ledger = await ledgerOf(url, scene.mailingId);
  await installation.close();

  const relayed = installation.relayed();
  const evidence: Evidence = {
    audience: scene.audience,
    taken: relayed.filter((event): event is Taken => event.kind === 'taken'),
    cutOff: relayed.filter((event) => event.kind === 'cut'),
    ledger,
    left: visitors.left,
    forms: visitors.forms,
    signatures: await signaturesOf(url, scene.petition.id),
    shown,
    processes: fleet.ended,
    secrets: [...installation.secrets, '@people.example', '@signers.example'],
    people: await peopleOf(url),
    calmPeople: await calmPeopleOf(calmUrl, visitors.left),
    connections: new JobSettings({ databaseUrl: '' }).concurrency.mail,
  };
  return { violations: check(evidence), figures: figuresOf(evidence, weather) };
}

/** The same people, mailing and mailboxes, and nothing else that happens. */
async function calmMailing(folder: string, url: string, { seed, recipients }: StormOptions): Promise<void> {
  const installation = await Installation.at(path.join(folder, 'calm'), {
    databaseUrl: url,
    seed,
    cap: 1_000,
  });
  installation.calm();
  const { mailingId } = await aScene(url, installation.origin, recipients);
  installation.fleet.start('worker');
  await settled('the calm mailing was finished', () => hasEnded(url, mailingId), QUIET_LIMIT);
  await installation.close();
}

/** What the same people came out as without faults, once the same of them have left. */
async function calmPeopleOf(url: string, left: readonly Left[]): Promise<Map<string, FinalPerson>> {
  await ask(
    url,
    `UPDATE subscriptions s SET is_subscribed = false FROM person_emails e
     WHERE e.person_id = s.person_id AND e.canonical = ANY ($1)`,
    [left.map(({ address }) => address)],
  );
  return peopleOf(url);
}

/** What is put off by minutes comes after seconds, and staff look at a paused mailing and let it go on. */
async function hurryTime(url: string, { mailingId, staff }: Scene, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await ask(
      url,
      `UPDATE deliveries SET next_at = now() WHERE state IN ('pending', 'deferred') AND next_at > now()`,
    );
    await ask(url, `UPDATE sending_rates SET slowed_until = NULL, connections = NULL`);
    const [mailing] = await mailingOf(url, mailingId);
    if (mailing!.state === 'paused')
      await staff.send(`/api/v1/mailings/${mailingId}/resumption`).catch(() => undefined); // the web server is between two databases: the next look tries again
    await sleep(2_000, undefined, { signal }).catch(() => undefined); // over
  }
}

async function hasEnded(url: string, mailingId: string): Promise<boolean> {
  return (await mailingOf(url, mailingId))[0]!.state === 'finished';
}

async function answers(origin: string): Promise<void> {
  await settled('the web process answered', async () => {
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined); // does not listen yet
    return answer?.ok;
  });
}

/** Numbers that staff and visitors see, beside the rows. */
async function screens(
  { databaseUrl }: Installation,
  { staff, mailingId, petition }: Scene,
): Promise<Shown[]> {
  const report = (await staff.get(`/api/v1/mailings/${mailingId}/report`)).json<Record<string, number>>();
  const rows = await ask<{ state: string; count: number }>(
    databaseUrl,
    `SELECT state, count(*)::int AS count FROM deliveries WHERE mailing_id = $1 GROUP BY state`,
    [mailingId],
  );
  const counted = (...states: string[]): number =>
    rows.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const count = (await staff.get(`/petitions/${petition.slug}/count.json`)).json<{ count: number }>();
  const [confirmed] = await ask<{ count: number }>(
    databaseUrl,
    `SELECT count(*)::int AS count FROM signatures WHERE petition_id = $1 AND state = 'confirmed'`,
    [petition.id],
  );
  return [
    { what: 'recipients', shown: report['total']!, counted: rows.reduce((sum, each) => sum + each.count, 0) },
    { what: 'sent', shown: report['sent']!, counted: counted('sent') },
    { what: 'failed', shown: report['failed']!, counted: counted('failed') },
    { what: 'held back', shown: report['held_back']!, counted: counted('suppressed') },
    { what: 'unknown', shown: report['unknown']!, counted: counted('unknown') },
    { what: 'confirmed signatures', shown: count.count, counted: confirmed!.count },
  ];
}

async function signaturesOf(url: string, petitionId: string): Promise<string[]> {
  const rows = await ask<{ address: string }>(
    url,
    `SELECT canonical_email AS address FROM signatures WHERE petition_id = $1`,
    [petitionId],
  );
  return rows.map(({ address }) => address);
}

function figuresOf(evidence: Evidence, weather: Weather): Record<string, number> {
  const states: Record<string, number> = {};
  for (const { state } of evidence.ledger) states[state] = (states[state] ?? 0) + 1;
  const isRefused = ({ status }: { status: number | null }): boolean => status === null || status >= 400;
  return {
    ...Object.fromEntries(weather.struck),
    'messages taken': evidence.taken.length,
    'answers lost': evidence.taken.filter(({ isAnswered }) => !isAnswered).length,
    'cut off in the middle': evidence.cutOff.length,
    ...states,
    'people who left': evidence.left.length,
    'forms sent': evidence.forms.length,
    'forms not taken at first': evidence.forms.filter(isRefused).length,
    signatures: evidence.signatures.length,
  };
}

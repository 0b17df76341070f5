import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { type Browser } from '../../support/browser.js';
import { startApp, type TestApp } from '../../support/app.js';
import { aChapter, aNetwork, anAccount, aPerson, unique } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { BODY } from '../../email/support/mailing.js';
import { Running } from '../../../src/journeys/running.service.js';

export const HOUR = { kind: 'wait', amount: 1, unit: 'hours' };

/** What a spec of journeys tries them with. Filled before its tests. */
export interface JourneySetting {
  app: TestApp;
  /** Takes the mail of all. */
  sink: SmtpSink;
  /** The bench of the test that runs. */
  at: JourneyBench;
}

/** Opens the product with a place for its mail before the tests of a spec, gives each test a bench of its own, and closes both. */
export function onJourneyBenches(): JourneySetting {
  const setting = { sink: new SmtpSink() } as JourneySetting;
  const { sink } = setting;
  beforeAll(async () => {
    await sink.listen();
    setting.app = await startApp({ worker: true, settings: { SMTP_URL: sink.url } });
  });
  afterAll(async () => {
    await setting.app?.close();
    await sink.close();
  });
  beforeEach(async () => {
    sink.caught.length = 0;
    setting.at = await JourneyBench.in(setting.app);
  });
  return setting;
}

/** A chapter with a template, where journeys are tried. */
export class JourneyBench {
  private constructor(
    private readonly app: TestApp,
    readonly ownerId: string,
    readonly staff: Browser,
    /** A step that mails the chapter's welcome. */
    readonly mail: { kind: string; template_id: string },
  ) {}

  static async in(app: TestApp): Promise<JourneyBench> {
    await app.db.query(`UPDATE journeys SET state = 'ended'`); // one that is on would go on in the next test
    const ownerId = await aChapter(app.db, {
      networkId: await aNetwork(app.db),
      name: 'Worcester Coalition',
    });
    const staff = await app.signInAs(await anAccount(app.db, { grants: [['chapter-admin', ownerId]] }));
    const templateId = await aTemplate(staff, ownerId, 'Welcome, {{given_name|friend}}');
    return new JourneyBench(app, ownerId, staff, { kind: 'mail', template_id: templateId });
  }

  /** What the schedule does every few seconds, until nothing is due: the schedule itself may hold a run just now. */
  advance = async (): Promise<void> => {
    await this.app.worker!.get(Running).advance(new AbortController().signal);
    await settled('no run was due', async () => {
      const { rows } = await this.app.db.query<{ due: number }>(
        `SELECT count(*)::int AS due FROM journey_runs r JOIN journeys j ON j.id = r.journey_id
         WHERE r.state = 'waiting' AND r.wake_at <= now() AND j.state = 'on'`,
      );
      return rows[0]!.due === 0;
    });
  };

  /** Somebody who subscribed. */
  async somebody(): Promise<{ id: string; email: string }> {
    const email = `${unique()}@people.example`;
    const id = await aPerson(this.app.db, { ownerId: this.ownerId, email });
    await this.app.db.query(
      `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed) VALUES ($1, $2, 'email', true)`,
      [id, this.ownerId],
    );
    return { id, email };
  }

  async does(personId: string, did = 'signed'): Promise<void> {
    await this.app.db.query(
      `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_title) VALUES ($1, $2, $3, 'petition', 'Housing')`,
      [this.ownerId, personId, did],
    );
  }

  draft(steps: object[], more: object = {}) {
    const trigger = { did: 'signed', what_id: null, what_title: '', repeats: false };
    return this.staff.send('/api/v1/journeys', {
      owner_id: this.ownerId,
      name: 'Welcome',
      ...trigger,
      steps,
      ...more,
    });
  }

  async switchedOn(steps: object[], more: object = {}): Promise<string> {
    const { id } = (await this.draft(steps, more)).json<{ id: string }>();
    const answer = await this.staff.send(`/api/v1/journeys/${id}/activation`);
    if (answer.status !== 200) throw new Error(answer.text);
    return id;
  }

  async runs(id: string): Promise<{ state: string; reason: string | null; step: number; version: number }[]> {
    const { rows } = await this.app.db.query<{
      state: string;
      reason: string | null;
      step: number;
      version: number;
    }>(`SELECT state, reason, step, version FROM journey_runs WHERE journey_id = $1 ORDER BY id`, [id]);
    return rows;
  }

  async hourPasses(id: string): Promise<void> {
    await this.app.db.query(
      `UPDATE journey_runs SET wake_at = wake_at - interval '61 minutes' WHERE journey_id = $1`,
      [id],
    );
  }

  /** Until every mail of a journey has its end. */
  mailed(): Promise<true> {
    return settled('all news were sent', async () => {
      const { rows } = await this.app.db.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM deliveries WHERE kind = 'journey' AND state NOT IN ('sent', 'suppressed')`,
      );
      return rows[0]!.open === 0;
    });
  }

  async tag(name: string): Promise<string> {
    const { rows } = await this.app.db.query<{ id: string }>(
      `INSERT INTO tags (owner_id, name) VALUES ($1, $2) RETURNING id`,
      [this.ownerId, name],
    );
    return rows[0]!.id;
  }

  /** Who carries which tag. */
  async tagged(): Promise<{ name: string; person_id: string }[]> {
    const { rows } = await this.app.db.query<{ name: string; person_id: string }>(
      `SELECT t.name, pt.person_id FROM person_tags pt JOIN tags t ON t.id = pt.tag_id WHERE t.owner_id = $1 ORDER BY 1`,
      [this.ownerId],
    );
    return rows;
  }
}

export async function aTemplate(staff: Browser, ownerId: string, subject: string): Promise<string> {
  const content = { name: 'Welcome', language: 'en', subject, preview_text: '', body: BODY };
  const made = await staff.send('/api/v1/templates', { owner_id: ownerId, ...content });
  return made.json<{ id: string }>().id;
}

import { Sunsetting } from '../../../src/email/sunset/sunsetting.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type Browser } from '../../support/browser.js';
import { aChapter, aNetwork, unique } from '../../support/people.js';
import { settled } from '../../support/settled.js';
import { SmtpSink } from '../../support/smtp-sink.js';
import { aMailing, subscribers } from './mailing.js';

export const RULE = { is_on: true, months: 12, wait_days: 30, templates: {} };

/** A chapter with silent people on its list, and who administers it. */
export interface List {
  ownerId: string;
  ids: string[];
  staff: Browser;
}

/** Lists of people who never respond, and the days that pass over them. */
export class SilentLists {
  readonly sink = new SmtpSink();
  app: TestApp;
  networkId: string;

  async open(): Promise<void> {
    await this.sink.listen();
    this.app = await startApp({ worker: true, settings: { SMTP_URL: this.sink.url } });
    this.networkId = await aNetwork(this.app.db);
  }

  async close(): Promise<void> {
    await this.app?.close();
    await this.sink.close();
  }

  async many<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    return (await this.app.db.query<Row>(sql, values)).rows;
  }

  async one<Row extends object>(sql: string, values: unknown[]): Promise<Row> {
    return (await this.many<Row>(sql, values))[0]!;
  }

  /** Of so many subscribers of two years who had three tracked mails in the last months, and did nothing. */
  async make(count: number): Promise<List> {
    const ownerId = await aChapter(this.app.db, { networkId: this.networkId });
    return {
      ownerId,
      ids: await this.silent(ownerId, count),
      staff: await this.app.signIn('chapter-admin', ownerId),
    };
  }

  /** The network's own list, and who administers it. */
  async ofNetwork(count: number): Promise<List> {
    const ownerId = this.networkId;
    return {
      ownerId,
      ids: await this.silent(ownerId, count),
      staff: await this.app.signIn('network-admin', ownerId),
    };
  }

  private async silent(ownerId: string, count: number): Promise<string[]> {
    await subscribers(this.app.db, { ownerId, count, prefix: `silent${unique()}` });
    const found = await this.many<{ id: string }>(
      `UPDATE people SET created_at = now() - interval '2 years' WHERE owner_id = $1 RETURNING id`,
      [ownerId],
    );
    const ids = found.map(({ id }) => id).sort();
    await this.app.db.query(
      `UPDATE subscriptions SET changed_at = now() - interval '2 years' WHERE person_id = ANY ($1)`,
      [ids],
    );
    for (const months of [1, 2, 3])
      await this.app.db.query(
        `INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, state, handed_at, settled_at)
         SELECT $1, 'bulk', 'mailing', $2, person_id, canonical, canonical, 'sent', at, at
         FROM person_emails, (SELECT now() - make_interval(months => $4) AS at) x WHERE person_id = ANY ($3)`,
        [ownerId, await aMailing(this.app.db, { ownerId, state: 'finished' }), ids, months],
      );
    return ids;
  }

  /** Asked by the rule, and silent for longer than it waits. */
  async asleep(count: number): Promise<List & { winBack: string }> {
    const list = await this.make(count);
    const winBack = await this.switchOn(list);
    await this.pass(list.ownerId, 31);
    await this.turn(list.ownerId);
    return { ...list, winBack };
  }

  /** @returns the mailing that asked, once it went out */
  async switchOn({ staff, ownerId }: List): Promise<string> {
    const answer = await staff.send(`/api/v1/sunset-rules/${ownerId}`, RULE, 'PUT');
    if (answer.status !== 200) throw new Error(answer.text);
    return this.asked(ownerId);
  }

  /** The mailing that asked last, once it went out. */
  async asked(ownerId: string): Promise<string> {
    const last = () =>
      this.many<{ id: string; state: string }>(
        `SELECT m.id, m.state FROM mailings m JOIN sunset_rules r ON r.mailing_id = m.id WHERE r.owner_id = $1`,
        [ownerId],
      );
    await settled('they were asked', async () => (await last())[0]?.state === 'finished');
    return (await last())[0]!.id;
  }

  /** The rule's next turn, as if its day had come. */
  async turn(ownerId: string): Promise<void> {
    await this.app.db.query(`UPDATE sunset_rules SET ran_at = NULL WHERE owner_id = $1`, [ownerId]);
    await this.app.worker!.get(Sunsetting).keep();
    // Where the worker's own schedule was faster, its turn may not be over yet.
    await settled('its turn was taken', async () => {
      const rule = await this.one<{ isOver: boolean }>(
        `SELECT ran_at IS NOT NULL AS "isOver" FROM sunset_rules WHERE owner_id = $1`,
        [ownerId],
      );
      return rule.isOver;
    });
  }

  /** As if so many days had passed since they were asked. */
  async pass(ownerId: string, days: number): Promise<void> {
    await this.app.db.query(
      `UPDATE sunsets SET asked_at = asked_at - make_interval(days => $2) WHERE organization_id = $1`,
      [ownerId, days],
    );
    await this.app.db.query(
      `UPDATE deliveries d SET settled_at = d.settled_at - make_interval(days => $2) FROM mailings m
       WHERE m.id = d.mailing_id AND m.owner_id = $1 AND m.is_win_back`,
      [ownerId, days],
    );
  }

  async states(ownerId: string): Promise<Record<string, number>> {
    const found = await this.many<{ state: string; count: number }>(
      `SELECT state, count(*)::int AS count FROM sunsets WHERE organization_id = $1 GROUP BY state`,
      [ownerId],
    );
    return Object.fromEntries(found.map(({ state, count }) => [state, count]));
  }

  async forecast({ staff, ownerId }: List): Promise<object> {
    return (await staff.get(`/api/v1/sunset-rules/${ownerId}/forecast?months=12`)).json<object>();
  }

  /** Whom a mailing to everybody would go to now, and who would be left out. */
  async audience(
    { staff, ownerId }: Pick<List, 'staff' | 'ownerId'>,
    audience?: Record<string, unknown>,
  ): Promise<{ count: number; excluded: object[] }> {
    const id = await aMailing(this.app.db, { ownerId, state: 'draft', audience });
    const { count, excluded } = (await staff.send(`/api/v1/mailings/${id}/audience`, {})).json<{
      count: number;
      excluded: object[];
    }>();
    return { count, excluded };
  }
}

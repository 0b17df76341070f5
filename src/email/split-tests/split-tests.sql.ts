import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { answersOf } from '../results/results.sql.js';
import { type Metric, type SplitTest, type TestState, type Variant, type VariantText } from './split-test.js';
import { type VariantFigures } from './verdict.js';

const COLUMNS = `t.sample_percent AS "samplePercent", t.metric, t.wait_hours AS "waitHours",
  t.most_leaving_percent::float8 AS "mostLeavingPercent", t.state, t.reason, t.decide_at AS "decideAt", t.winner,
  t.decided_at AS "decidedAt"`;

export async function findTest(db: EntityManager, mailingId: string): Promise<SplitTest | undefined> {
  const test = await row<Omit<SplitTest, 'variants'>>(
    db,
    `SELECT ${COLUMNS} FROM mailing_tests t WHERE t.mailing_id = $1`,
    [mailingId],
  );
  if (!test) return undefined;
  const variants = await rows<VariantText>(
    db,
    `SELECT variant, subject, from_name AS "fromName", body FROM mailing_variants WHERE mailing_id = $1 ORDER BY variant`,
    [mailingId],
  );
  return { ...test, variants };
}

export interface TestSettings {
  samplePercent: number;
  metric: Metric;
  waitHours: number;
  mostLeavingPercent: number;
}

/** Plans a test or changes a planned one. 0 rows: it has begun. */
export function putTest(db: EntityManager, mailingId: string, given: TestSettings): Promise<unknown> {
  return rows(
    db,
    `INSERT INTO mailing_tests AS t (mailing_id, sample_percent, metric, wait_hours, most_leaving_percent)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (mailing_id) DO UPDATE SET sample_percent = $2, metric = $3, wait_hours = $4, most_leaving_percent = $5
     WHERE t.state = 'planned'`,
    [mailingId, given.samplePercent, given.metric, given.waitHours, given.mostLeavingPercent],
  );
}

/** Writes what these versions say, and forgets others. */
export async function putVariants(
  db: EntityManager,
  mailingId: string,
  variants: readonly VariantText[],
): Promise<void> {
  await db.query(`DELETE FROM mailing_variants WHERE mailing_id = $1 AND variant <> ALL ($2)`, [
    mailingId,
    variants.map(({ variant }) => variant),
  ]);
  for (const { variant, subject, fromName, body } of variants) {
    await db.query(
      `INSERT INTO mailing_variants (mailing_id, variant, subject, from_name, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (mailing_id, variant) DO UPDATE SET subject = $3, from_name = $4, body = $5`,
      [mailingId, variant, subject, fromName, body === null ? null : JSON.stringify(body)],
    );
  }
}

export async function removeTest(db: EntityManager, mailingId: string): Promise<boolean> {
  const sql = `DELETE FROM mailing_tests WHERE mailing_id = $1 AND state = 'planned'`;
  return (await affected(db, sql, [mailingId])) > 0;
}

/** A copy is tested like the mailing it is a copy of, from the beginning. */
export async function copyTest(db: EntityManager, from: string, to: string): Promise<void> {
  await db.query(
    `INSERT INTO mailing_tests (mailing_id, sample_percent, metric, wait_hours, most_leaving_percent)
     SELECT $2, sample_percent, metric, wait_hours, most_leaving_percent FROM mailing_tests WHERE mailing_id = $1`,
    [from, to],
  );
  await db.query(
    `INSERT INTO mailing_variants (mailing_id, variant, subject, from_name, body)
     SELECT $2, variant, subject, from_name, body FROM mailing_variants WHERE mailing_id = $1`,
    [from, to],
  );
}

/** What of a version was frozen: the claim reads it. */
export async function noteVersion(
  db: EntityManager,
  mailingId: string,
  variant: Variant,
  version: number,
): Promise<void> {
  await db.query(`UPDATE mailing_variants SET version = $3 WHERE mailing_id = $1 AND variant = $2`, [
    mailingId,
    variant,
    version,
  ]);
}

/**
 * Draws the sample and deals the versions out, once, with the audience: by a hash of the mailing and the address, which is
 * as good as chance, the same whenever it is asked, and of sizes that differ by one at most. Everybody else is due at no
 * time, but for those who read a language in which the mailing has a text of its own: no version is theirs, and they wait for
 * nothing. Invariant: an address has one row, and its version never changes once it was handed over.
 */
export async function drawSample(
  db: EntityManager,
  mailingId: string,
  given: Pick<SplitTest, 'samplePercent' | 'waitHours'> & { variants: readonly Variant[] },
): Promise<void> {
  await db.query(
    `WITH drawn AS MATERIALIZED (
       SELECT id, row_number() OVER (ORDER BY sha256(convert_to($1::text || canonical_email, 'UTF8')), id) AS place,
         count(*) OVER () AS audience
       FROM deliveries d WHERE mailing_id = $1::uuid AND state = 'pending'
         AND NOT EXISTS (SELECT 1 FROM mailing_translations t JOIN people p ON p.language = t.language
           WHERE t.mailing_id = $1::uuid AND p.id = d.person_id))
     UPDATE deliveries d SET
       variant = CASE WHEN drawn.place <= ceil(drawn.audience * $2 / 100.0)
         THEN ($3::text[])[1 + (drawn.place - 1) % cardinality($3::text[])] END,
       next_at = CASE WHEN drawn.place <= ceil(drawn.audience * $2 / 100.0) THEN d.next_at ELSE 'infinity' END
     FROM drawn WHERE d.id = drawn.id`,
    [mailingId, given.samplePercent, given.variants],
  );
  await db.query(
    `UPDATE mailing_tests SET state = 'testing', decide_at = now() + make_interval(hours => $2)
     WHERE mailing_id = $1 AND state = 'planned'`,
    [mailingId, given.waitHours],
  );
}

/** Each version's sample; who got the winner afterwards is not in it. */
export function figuresOf(
  db: EntityManager,
  mailingId: string,
  actions: readonly string[],
): Promise<VariantFigures[]> {
  const by = (kind: string) => `count(*) FILTER (WHERE EXISTS (SELECT 1 FROM tracking_events e
       WHERE e.delivery_id = d.id AND e.kind = '${kind}' AND NOT e.is_machine))::int`;
  return rows(
    db,
    `WITH answers AS MATERIALIZED (SELECT DISTINCT delivery_id AS id FROM (${answersOf('$1', '$2')}) a)
     SELECT v.variant, count(d.id) FILTER (WHERE d.state = 'sent')::int AS sent, ${by('open')} AS opened,
       ${by('click')} AS clicked, count(answers.id)::int AS acted, ${by('unsubscribe')} AS "left",
       ${by('complaint')} AS complained
     FROM mailing_variants v LEFT JOIN deliveries d ON d.mailing_id = v.mailing_id AND d.variant = v.variant
     LEFT JOIN answers ON answers.id = d.id
     WHERE v.mailing_id = $1 GROUP BY v.variant ORDER BY v.variant`,
    [mailingId, actions],
  );
}

export interface RunningTest {
  mailingId: string;
  ownerId: string;
  name: string;
  metric: Metric;
  mostLeavingPercent: number;
  createdBy: string | null;
  /** Its time is over, and nothing of the sample is on its way any more but what receivers put off. */
  isDue: boolean;
}

/** Tests that run: all of them are looked at for alarms. Leans on mailing_tests (state). */
export function runningTests(db: EntityManager): Promise<RunningTest[]> {
  return rows(
    db,
    `SELECT t.mailing_id AS "mailingId", m.owner_id AS "ownerId", m.name, t.metric, m.created_by AS "createdBy",
       t.most_leaving_percent::float8 AS "mostLeavingPercent",
       t.decide_at <= now() AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.mailing_id = t.mailing_id
         AND d.variant IS NOT NULL AND d.state IN ('pending', 'claimed', 'handed')) AS "isDue"
     FROM mailing_tests t JOIN mailings m ON m.id = t.mailing_id
     WHERE t.state = 'testing' AND m.state = 'sending'`,
  );
}

/** One arrow of the diagram in split-test.ts. False: somebody else was first. */
export async function moveTest(
  db: EntityManager,
  mailingId: string,
  from: readonly TestState[],
  to: { state: TestState; reason?: string | null; winner?: Variant; accountId?: string | null },
): Promise<boolean> {
  const moved = await affected(
    db,
    `UPDATE mailing_tests SET state = $3, reason = $4, winner = $5, decided_by = $6,
       decided_at = CASE WHEN $3 = 'decided' THEN now() END
     WHERE mailing_id = $1 AND state = ANY ($2)`,
    [mailingId, from, to.state, to.reason ?? null, to.winner ?? null, to.accountId ?? null],
  );
  return moved > 0;
}

/**
 * Gives the winner to everybody who has had nothing yet: the rest becomes due, and of the sample those to whom no message
 * was ever handed over. In the transaction of the decision, so that a crash leaves either both or neither.
 */
export async function releaseRest(db: EntityManager, mailingId: string): Promise<void> {
  await db.query(
    `UPDATE mailings m SET version = v.version FROM mailing_tests t
     JOIN mailing_variants v ON v.mailing_id = t.mailing_id AND v.variant = t.winner
     WHERE m.id = $1 AND t.mailing_id = $1 AND v.version IS NOT NULL`,
    [mailingId],
  );
  await db.query(
    `UPDATE deliveries SET variant = NULL, next_at = CASE WHEN next_at = 'infinity' THEN now() ELSE next_at END
     WHERE mailing_id = $1 AND state = 'pending' AND handed_at IS NULL`,
    [mailingId],
  );
}

import { type Claimed, LEASE_SECONDS } from './deliveries.sql.js';
import { BARRED, CAPPED_BY_NOW, DANGER } from './eligibility.sql.js';

/** What became of one message, as it is written to its row. */
export interface Settlement {
  id: string;
  claimToken: string;
  state: 'sent' | 'deferred' | 'failed' | 'unknown' | 'pending';
  reason: string | null;
  smtpCode: number | null;
  enhancedCode: string | null;
  reply: string | null;
  queueId: string | null;
  /** Seconds until it is tried again, for `deferred` and `pending`. */
  wait: number | null;
  /** False where nothing was tried: the attempt is not counted. */
  isAttempt: boolean;
  /** The mailbox does not exist: the timeline says "bounced". */
  isDeadAddress: boolean;
}

export interface SettledRow {
  id: string;
  mailingId: string | null;
  canonicalEmail: string;
}

export interface Stepped {
  settled: SettledRow[];
  /** Ids of the claims that were handed over. */
  handed: string[];
}

/** True of every id; see below. */
const ONE = `BETWEEN 1 AND ${2n ** 63n - 1n}`;

/**
 * The commit between two messages of a connection, for many connections at once.
 *
 * `settled` writes outcomes. Only the holder of the claim settles a row; one that the sweep called `unknown` meanwhile is
 * put right, since its sender is alive and knows. A secret letter is erased with its last word. `noted` puts bulk mail into
 * people's timelines; letters stand there by the deed that they answer. `handed` is the last look before a message goes
 * out: a row that is not in it must not be sent, since its lease ran out, its mailing stands still, its address was
 * suppressed or its receiver asked for a pause a moment ago. It does not see what `settled` writes in the same breath.
 *
 * $1 settlements, $2 ids and claim tokens of the rows to hand over, $3 seconds of the lease. Leans on deliveries_pkey and the
 * unique indexes of suppressions and subscriptions.
 *
 * It runs for every few messages, so its plan must be kept, and must go from the given ids to their rows. Both sets are JSON,
 * of whose size the planner has no idea: of an array it knows it, finds a new plan for three rows cheaper than the kept one for
 * ten, and plans anew for 3 ms every time. It takes JSON for a hundred rows, though, for which it reads small tables whole; a
 * range brings that to one. And state and lease are not compared as they are, or it begins with the index of all leased rows,
 * of which there are thousands, and asks of each whether it may go.
 */
export const STEP = {
  name: 'deliveries.step',
  text: `
    WITH settled AS (
      UPDATE deliveries d SET state = s.state, reason = s.reason, smtp_code = s."smtpCode",
        enhanced_code = s."enhancedCode", reply = s.reply, queue_id = s."queueId", claim_token = NULL, lease_until = NULL,
        attempt = CASE WHEN s."isAttempt" THEN d.attempt ELSE greatest(d.attempt - 1, 0) END,
        settled_at = CASE WHEN s.state IN ('sent', 'failed', 'unknown') THEN now() END,
        next_at = CASE WHEN s.wait IS NULL THEN d.next_at ELSE now() + make_interval(secs => s.wait) END,
        message = CASE WHEN d.is_secret AND s.state IN ('sent', 'failed') THEN '{}' ELSE d.message END
      FROM jsonb_to_recordset($1::jsonb) AS s (id bigint, "claimToken" uuid, state text, reason text, "smtpCode" int,
        "enhancedCode" text, reply text, "queueId" text, wait float8, "isAttempt" boolean, "isDeadAddress" boolean)
      WHERE d.id = s.id AND s.id ${ONE} AND d.claim_token = s."claimToken" AND d.state || '' IN ('handed', 'unknown')
      RETURNING d.id, d.owner_id, d.person_id, d.mailing_id, d.canonical_email, d.is_practice, s.state,
        s."isDeadAddress", CASE WHEN d.lane = 'bulk' THEN d.message -> 'what' END AS news),
    noted AS (
      SELECT record_engagements(jsonb_agg(jsonb_build_object('ownerId', s.owner_id, 'personId', s.person_id,
        'did', CASE WHEN s."isDeadAddress" THEN 'bounced' ELSE 'was-mailed' END, 'kind', coalesce(s.news ->> 'kind', 'mailing'),
        'what', coalesce((s.news ->> 'id')::uuid, m.id), 'title', coalesce(s.news ->> 'title', m.name), 'detail', '{}'::jsonb,
        'isPractice', coalesce(m.is_practice, s.is_practice), 'at', now())))
      FROM settled s LEFT JOIN mailings m ON m.id = s.mailing_id
      WHERE s.person_id IS NOT NULL AND (s.state = 'sent' OR s."isDeadAddress") AND (m.id IS NOT NULL OR s.news IS NOT NULL)
      HAVING count(*) > 0),
    handed AS (
      UPDATE deliveries d SET state = 'handed', handed_at = now(), attempt = d.attempt + 1,
        lease_until = now() + make_interval(secs => $3)
      FROM jsonb_to_recordset($2::jsonb) AS c (id bigint, "claimToken" uuid)
      WHERE d.id = c.id AND c.id ${ONE} AND d.claim_token = c."claimToken" AND d.state || '' = 'claimed'
        AND d.lease_until + interval '0' > now()
        AND NOT EXISTS (SELECT 1 FROM sending_rates r
          WHERE r.relay = d.relay AND r.receiver IN (d.receiver, '*') AND r.slowed_until > now())
        AND ${DANGER} IS NULL AND (d.lane = 'transactional'
          OR ((d.message IS NOT NULL OR EXISTS (SELECT 1 FROM mailings m WHERE m.id = d.mailing_id AND m.state = 'sending'))
            AND coalesce(${BARRED}, ${CAPPED_BY_NOW}) IS NULL))
      RETURNING d.id)
    SELECT (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id::text, 'mailingId', mailing_id,
        'canonicalEmail', canonical_email)), '[]') FROM settled) AS settled,
      (SELECT coalesce(array_agg(id::text), '{}') FROM handed) AS handed, (SELECT count(*) FROM noted) AS noted`,
};

export function stepParameters(settlements: readonly Settlement[], claims: readonly Claimed[]): unknown[] {
  return [
    JSON.stringify(settlements),
    JSON.stringify(claims.map(({ id, claimToken }) => ({ id, claimToken }))),
    LEASE_SECONDS,
  ];
}

import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';

/** Something that does not add up: what it is about and what is wrong, for the operator. */
export interface Finding {
  /** Kind and id, as in 'petition 0198…'. Never a person's name or address. */
  subject: string;
  problem: string;
}

/** More are no longer read by anybody; the first few show the kind of trouble. */
const MOST = 100;

/**
 * Each asks for one invariant and gives what breaks it, as (subject, problem).
 */
const CHECKS: readonly string[] = [
  // Signatures are counted by distinct address, sealed people in full fives; what is not rolled up yet lies in the deltas.
  `SELECT 'petition ' || p.id AS subject,
     format('says %s confirmed signatures (%s of them not rolled up yet); there are %s', p.confirmed_count + coalesce(d.n, 0),
       coalesce(d.n, 0), coalesce(a.n, 0)) AS problem
   FROM petitions p
   LEFT JOIN (SELECT petition_id, sum(n) AS n FROM petition_deltas GROUP BY petition_id) d ON d.petition_id = p.id
   LEFT JOIN signature_counts a ON a.petition_id = p.id
   WHERE p.confirmed_count + coalesce(d.n, 0) <> coalesce(a.n, 0)`,
  // A place holds its seats in every state but waiting and cancelled; walk-ins and sealed people hold none.
  `SELECT 'shift ' || s.id, format('says %s seats are taken and %s parties wait; there are %s and %s', s.taken, s.waiting,
     coalesce(a.taken, 0), coalesce(a.waiting, 0))
   FROM shifts s LEFT JOIN shift_seats a ON a.shift_id = s.id
   WHERE s.taken <> coalesce(a.taken, 0) OR s.waiting <> coalesce(a.waiting, 0)`,
  `SELECT 'shift ' || id, format('seats %s where %s fit', taken, capacity) FROM shifts WHERE taken > capacity`,
  `SELECT 'mailing ' || mailing_id, format('has %s deliveries to one address', count(*)) FROM deliveries
   WHERE mailing_id IS NOT NULL GROUP BY mailing_id, canonical_email HAVING count(*) > 1`,
  `SELECT 'mailing ' || m.id, format('is finished with %s deliveries that are not', count(*))
   FROM mailings m JOIN deliveries d ON d.mailing_id = m.id
   WHERE m.state = 'finished' AND d.state IN ('pending', 'claimed', 'handed', 'deferred') GROUP BY m.id`,
  // The newest word of the ledger is what the subscription says, and without any word there is none.
  `SELECT 'person ' || s.person_id, 'is subscribed to ' || s.channel || ' of organization ' || s.organization_id
     || CASE WHEN c.is_given IS NULL THEN ' without any record of consent' ELSE ' against the last word of the record' END
   FROM subscriptions s LEFT JOIN LATERAL (SELECT c.is_given FROM consents c WHERE c.person_id = s.person_id
     AND c.organization_id = s.organization_id AND c.channel = s.channel AND c.purpose = 'updates'
     ORDER BY c.id DESC LIMIT 1) c ON true
   WHERE s.is_subscribed AND c.is_given IS DISTINCT FROM true`,
  // What people signed or sent is what was frozen.
  `SELECT 'petition ' || petition_id, format('version %s differs from the text that was frozen', version)
   FROM petition_versions WHERE text_hash <> sha256(convert_to(text::text, 'UTF8'))`,
];

/**
 * What breaks the invariants; empty where all is well. Sees everything only as the owner of the tables. One statement,
 * so one snapshot: nothing that commits meanwhile looks like an error.
 */
export function findBroken(db: EntityManager): Promise<Finding[]> {
  const each = CHECKS.map((check) => `(SELECT * FROM (${check}) c (subject, problem) LIMIT ${MOST})`);
  return rows(db, each.join(' UNION ALL '));
}

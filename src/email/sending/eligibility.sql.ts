/*
 * Whether a message may go out now, decided by the database in the statement that claims it and again in the one that
 * hands it over. Both are expressions over a row `d` of deliveries; NULL means that it may. Written out and not as
 * SQL functions, which would be planned for every message.
 */

/** Whose address a row's is: also of somebody sealed, whose own it is behind their relay (typed_addresses). */
const WHOSE = `(SELECT person_id FROM person_emails WHERE canonical = d.canonical_email AND owner_id = d.owner_id
    UNION ALL SELECT person_id FROM typed_addresses WHERE canonical_email = d.canonical_email AND owner_id = d.owner_id)`;

/** An open record may have an address of somebody sealed, who typed it into a form: they are not tracked there either. */
export const IS_OF_SEALED = `EXISTS (SELECT 1 FROM ${WHOSE} e JOIN people s ON s.id = e.person_id WHERE s.is_sealed)`;

const suppressed = (also: string): string => `EXISTS (SELECT 1 FROM suppressions s
      WHERE s.canonical_email IN (d.canonical_email, erased_email(d.canonical_email)) AND s.lifted_at IS NULL
      AND (s.organization_id = d.owner_id OR s.organization_id IS NULL)${also})`;

/**
 * Why a bulk message may not go to this address now, or NULL. Wishes are those of the person and of records merged into
 * theirs; that somebody sealed left is told of an open record as a wish. Leans on the unique index of suppressions, the keys
 * of the wishes and people (merged_into).
 *
 * Nearly nobody is suppressed: it is asked once, and what to call it only of those. The person is asked for by a value and
 * not by EXISTS: of that the planner makes a table of all people there are, as long as they are some ten thousand, and makes
 * it for each claim.
 */
export const BARRED = `CASE
    WHEN ${suppressed('')}
      THEN CASE WHEN ${suppressed(` AND (s.reason = 'staff' OR NOT ${IS_OF_SEALED})`)} THEN 'suppressed' ELSE 'not-wished' END
    WHEN (SELECT p.state = 'active' AND NOT p.is_sealed FROM people p WHERE p.id = d.person_id) IS NOT TRUE
      THEN 'person-gone'
    WHEN NOT EXISTS (SELECT 1 FROM subscriptions u WHERE u.person_id = d.person_id AND u.organization_id = d.owner_id
      AND u.channel = 'email' AND u.is_subscribed) THEN 'not-subscribed'
    WHEN EXISTS (SELECT 1 FROM segment_mail_wishes w WHERE w.person_id = d.person_id AND w.organization_id = d.owner_id
      AND (w.frequency = 'nothing'
        OR (w.frequency = 'urgent'
          AND NOT EXISTS (SELECT 1 FROM mailings m WHERE m.id = d.mailing_id AND m.is_urgent))
        OR (w.frequency = 'weekly' AND EXISTS (SELECT 1 FROM deliveries o WHERE o.canonical_email = d.canonical_email
          AND o.owner_id = d.owner_id AND o.lane = 'bulk' AND o.id <> d.id AND o.handed_at > now() - interval '7 days'
          AND o.state IN ('handed', 'sent', 'unknown'))))) THEN 'not-wished'
    WHEN EXISTS (SELECT 1 FROM mailings m JOIN segment_topic_wishes w ON w.topic_id = m.topic_id
      WHERE m.id = d.mailing_id AND w.person_id = d.person_id AND w.organization_id = d.owner_id AND NOT w.is_wanted)
      THEN 'topic-not-wanted'
  END`;

/** A transactional message goes to whoever unsubscribed, but not to a mailbox that does not exist. */
export const DEAD_ADDRESS = `CASE WHEN EXISTS (SELECT 1 FROM suppressions s
    WHERE s.canonical_email IN (d.canonical_email, erased_email(d.canonical_email))
    AND s.lifted_at IS NULL AND s.reason IN ('hard-bounce', 'invalid')) THEN 'dead-address' END`;

/**
 * What makes any message unsafe for its reader now, a receipt too (safe_contacts): `not-safe`, or `outside-hours`, which is
 * looked at again later. By the address and not by the person, because a receipt is written before anybody is matched; the
 * most careful of the organization's people with this address decides. Leans on person_emails (canonical, owner_id). Mail to staff about their own accounts is not the organization's mail to a person.
 */
export const DANGER = `CASE WHEN d.kind <> 'staff' THEN (
    SELECT CASE WHEN bool_or(NOT c.email OR c.recheck_on <= current_date) THEN 'not-safe'
      WHEN bool_or(NOT (CASE WHEN c.from_time IS NULL THEN true
        WHEN c.from_time <= c.until_time THEN l.at >= c.from_time AND l.at < c.until_time
        ELSE l.at >= c.from_time OR l.at < c.until_time END)) THEN 'outside-hours' END
    FROM ${WHOSE} e JOIN safe_contacts c USING (person_id)
    CROSS JOIN LATERAL (SELECT (now() AT TIME ZONE c.time_zone)::time AS at) l) END`;

/** How mail to somebody behind a relay looks from outside where nothing else was agreed: never as the coalition's. */
export const NEUTRAL_BY_RELAY = { name: 'Office', subject: 'A message for you' };

/** How such mail looks from outside, where that was agreed; NULL for the organization's own name and subject. */
export const NEUTRAL = `coalesce((SELECT jsonb_build_object('name', c.neutral_name, 'subject', c.neutral_subject)
    FROM ${WHOSE} e JOIN safe_contacts c USING (person_id) WHERE c.is_neutral ORDER BY c.changed_at DESC LIMIT 1),
    (SELECT '${JSON.stringify(NEUTRAL_BY_RELAY)}'::jsonb FROM typed_addresses
     WHERE canonical_email = d.canonical_email AND owner_id = d.owner_id LIMIT 1))`;

/**
 * `capped` where the address has had as much bulk mail as the network allows within its days, whoever sent it (EM-15). Urgent
 * mailings pass where the network's rules say so. Beside a name it is shown as `not-wished`: that somebody gets much mail of
 * others tells that others know them. Leans on the index of deliveries by canonical_email.
 */
const capped = (
  counted: string,
): string => `CASE WHEN EXISTS (SELECT 1 FROM network_rules r WHERE r.cap_mails IS NOT NULL
    AND NOT (r.cap_passes <> 'nobody' AND EXISTS (SELECT 1 FROM mailings m WHERE m.id = d.mailing_id AND m.is_urgent
      AND (r.cap_passes = 'urgent' OR EXISTS (SELECT 1 FROM networks n WHERE n.id = m.owner_id))))
    AND r.cap_mails <= (SELECT count(*) FROM deliveries o WHERE o.canonical_email = d.canonical_email AND o.lane = 'bulk'
      AND o.id <> d.id AND ((o.state IN ('handed', 'sent', 'unknown')
        AND o.handed_at > now() - make_interval(days => r.cap_days))${counted}))) THEN 'capped' END`;

/** At the claim, where what others have in hand counts too. Claims take turns (takeTurns), so that each sees those before. */
export const CAPPED = capped(` OR (o.state = 'claimed' AND o.lease_until > now())`);

/** At the last look: of one person's news that were claimed together, those before have gone out by now. */
export const CAPPED_BY_NOW = capped('');

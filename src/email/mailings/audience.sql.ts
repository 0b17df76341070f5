import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { roomForSets, row, rows } from '../../platform/database/sql.js';
import { type MergeTag } from '../compose/merge-tags.js';
import { type Among } from '../../people/people-selection.access.js';

/** Why somebody who was chosen gets nothing, in the order in which it is looked for. */
export const EXCLUSIONS = [
  'no-address',
  'bad-address',
  'not-subscribed',
  'suppressed',
  'not-wished',
  'topic-not-wanted',
  'sunset',
  'capped',
  'same-address',
  'not-drawn',
] as const;
export type Exclusion = (typeof EXCLUSIONS)[number];

/** Whom an audience chooses: people of these organizations of whom `where` is true (segments.service.ts). */
export interface ChosenPeople {
  /** What the mail is about, and whether it goes to people who want only what is urgent. */
  topicId: string | null;
  isUrgent: boolean;
  senderId: string;
  /** Whether the network caps how much mail a person gets: asked of everybody, it costs a look at their deliveries. */
  isCapped: boolean;
  /** Whose sunset rule is on, of the sender and of those whose people it chooses: people who sleep there are left out. */
  sunsetOf: readonly string[];
  /** No more than so many of those who would get it, drawn by this mailing's id: the same ones whenever it is asked. */
  drawn: { most: number; by: string } | null;
  /** A win-back goes to those whom it asks and to nobody else. */
  winBackId: string | null;
  organizations: readonly string[];
  where: Among;
}

/** Everybody, or a share of them where all would take too long (Segments.sample). */
export type PeopleView = 'segment_people' | 'segment_people_sample';

/**
 * Everybody the audience chooses, with why they are left out or NULL. An address counts once: its copy with the sender
 * itself comes first. Sealed people are chosen by no mailing: they are not in segment_people. Leans on people
 * (owner_id ...), what the filter leans on, and the unique indexes of person_emails, subscriptions, suppressions and
 * sunsets.
 *
 * @param values of the whole statement: what it needs is added at their end.
 */
function audienceOf(
  { senderId, organizations, where, topicId, isUrgent, isCapped, sunsetOf, winBackId, drawn }: ChosenPeople,
  values: unknown[],
  people: PeopleView = 'segment_people',
  emails = 'true',
): string {
  const bind = (value: unknown, type: string): string => `$${values.push(value)}::${type}`;
  const [sender, urgent] = [bind(senderId, 'uuid'), bind(isUrgent, 'boolean')];
  const afterCap = `capped AS MATERIALIZED (
    SELECT email FROM capped_among((SELECT array_agg(canonical) FROM asked WHERE barred IS NULL), ${sender}, ${urgent}) AS email),
  chosen AS (
    SELECT id, owner_id, given_name, family_name, language, is_practice, canonical, address,
      CASE WHEN barred IS NULL AND canonical IN (SELECT email FROM capped) THEN 'capped' ELSE barred END AS barred
    FROM asked),`;
  const sleeping =
    sunsetOf.length > 0
      ? `WHEN EXISTS (SELECT 1 FROM segment_sleepers z WHERE z.person_id = p.id
          AND z.organization_id = ANY (${bind(sunsetOf, 'uuid[]')})) THEN 'sunset'`
      : '';
  const inWinBack =
    winBackId === null
      ? ''
      : `AND EXISTS (SELECT 1 FROM segment_sunsets z WHERE z.person_id = p.id AND z.is_asked
          AND z.mailing_id = ${bind(winBackId, 'uuid')})`;
  return `
  WITH asked AS (
    SELECT p.id, p.owner_id, p.given_name, p.family_name, p.language, p.is_practice, e.canonical, e.address,
      CASE WHEN e.id IS NULL THEN 'no-address'
        WHEN e.status <> 'ok' THEN 'bad-address'
        WHEN NOT EXISTS (SELECT 1 FROM segment_subscriptions u WHERE u.person_id = p.id AND u.organization_id = ${sender}
          AND u.channel = 'email' AND u.is_subscribed) THEN 'not-subscribed'
        WHEN EXISTS (SELECT 1 FROM segment_suppressions s WHERE s.canonical_email = e.canonical
          AND (s.organization_id = ${sender} OR s.organization_id IS NULL)) THEN 'suppressed'
        WHEN EXISTS (SELECT 1 FROM segment_mail_wishes w WHERE w.person_id = p.id AND w.organization_id = ${sender}
          AND (w.frequency = 'nothing' OR (w.frequency = 'urgent' AND NOT ${urgent}))) THEN 'not-wished'
        WHEN EXISTS (SELECT 1 FROM segment_topic_wishes w WHERE w.person_id = p.id AND w.organization_id = ${sender}
          AND w.topic_id = ${bind(topicId, 'uuid')} AND NOT w.is_wanted) THEN 'topic-not-wanted'
        ${sleeping}
      END AS barred
    FROM ${people} p LEFT JOIN segment_emails e ON e.person_id = p.id AND e.is_primary
    WHERE p.owner_id = ANY (${bind(organizations, 'uuid[]')}) AND ${emails} AND ${where(values)} ${inWinBack}),
  ${isCapped ? afterCap : 'chosen AS (SELECT * FROM asked),'}
  ranked AS (
    SELECT chosen.*, CASE WHEN barred IS NULL
      THEN row_number() OVER (PARTITION BY canonical, barred ORDER BY owner_id <> ${sender}, id) END AS place
    FROM chosen),
  ${drawn ? 'eligible' : 'audience'} AS (
    SELECT ranked.*, CASE WHEN barred IS NULL AND place > 1 THEN 'same-address' ELSE barred END AS exclusion FROM ranked)
  ${drawn ? `, audience AS (${draw(drawn, bind)})` : ''}`;
}

/** By a hash of the address and not by the record's id, whose order is that in which people came. */
function draw(
  { most, by }: { most: number; by: string },
  bind: (value: unknown, type: string) => string,
): string {
  return `SELECT id, owner_id, given_name, family_name, language, is_practice, canonical, address,
      CASE WHEN exclusion IS NULL AND row_number() OVER (PARTITION BY exclusion IS NULL
        ORDER BY hashtextextended(canonical, hashtextextended(${bind(by, 'text')}, 0)), id) > ${bind(most, 'int')}
      THEN 'not-drawn' ELSE exclusion END AS exclusion
    FROM eligible`;
}

/**
 * `SELECT canonical` of the addresses it would go to, to be embedded.
 *
 * @param among a relation of `canonical`: of whom it is asked. Where only some are drawn, they are drawn of everybody first
 */
export function addressesOf(
  chosen: ChosenPeople,
  values: unknown[],
  people: PeopleView,
  among?: string,
): string {
  const within = among ? `canonical IN (SELECT canonical FROM ${among})` : 'true';
  const [before, after] = chosen.drawn || !among ? ['true', within] : [`e.${within}`, 'true'];
  return `${audienceOf(chosen, values, people, before)} SELECT canonical FROM audience WHERE exclusion IS NULL AND ${after}`;
}

/** `exclusion` null: would get it. */
export interface AudienceCount {
  exclusion: Exclusion | null;
  /** Of those who would get it: what they read. */
  language: Language | null;
  count: number;
}

/** How many would get it (`null`), by language, and how many would not, by the reason. Sees what the transaction's scope sees. */
export async function countAudience(db: EntityManager, chosen: ChosenPeople): Promise<AudienceCount[]> {
  const values: unknown[] = [];
  const audience = audienceOf(chosen, values);
  await roomForSets(db);
  return rows(
    db,
    `${audience} SELECT exclusion, CASE WHEN exclusion IS NULL THEN language END AS language, count(*)::int AS count
     FROM audience GROUP BY 1, 2 ORDER BY count DESC`,
    values,
  );
}

/**
 * Freezes the audience into delivery rows, in one statement: from here on nobody joins it, and who leaves is held back
 * at the claim. Running it again adds nobody twice (unique mailing_id, canonical_email).
 *
 * @returns how many rows there are, and how many people of the audience have none, by the reason
 */
export async function snapshotAudience(
  db: EntityManager,
  mailing: { id: string; isPractice: boolean },
  chosen: ChosenPeople,
): Promise<{ count: number; leftOut: AudienceCount[] }> {
  const values: unknown[] = [chosen.senderId, mailing.id, mailing.isPractice];
  const audience = audienceOf(chosen, values);
  await roomForSets(db);
  const leftOut = await rows<AudienceCount>(
    db,
    `${audience},
     kept AS (
       INSERT INTO deliveries (owner_id, lane, kind, mailing_id, person_id, canonical_email, address, name, is_practice)
       SELECT $1, 'bulk', 'mailing', $2, id, canonical, address, trim(given_name || ' ' || family_name), $3 OR is_practice
       FROM audience WHERE exclusion IS NULL
       ON CONFLICT (mailing_id, canonical_email) DO NOTHING)
     SELECT exclusion, NULL AS language, count(*)::int AS count FROM audience WHERE exclusion IS NOT NULL
     GROUP BY 1 ORDER BY count DESC, exclusion`,
    values,
  );
  const found = await row<{ count: number }>(
    db,
    `SELECT count(*)::int AS count FROM deliveries WHERE mailing_id = $1`,
    [mailing.id],
  );
  // Without it the first claims plan for an empty table and take thirty times as long (lessons.md 4.4).
  await db.query(`ANALYZE deliveries`);
  return { count: found!.count, leftOut };
}

const LACKS: Record<MergeTag, string> = {
  given_name: `given_name = ''`,
  family_name: `family_name = ''`,
  full_name: `given_name = '' AND family_name = ''`,
};

/** Who would get it and has nothing to write in the place of one of these tags: how many, and the first ten. */
export async function findLacking(
  db: EntityManager,
  chosen: ChosenPeople,
  tags: readonly MergeTag[],
): Promise<{ count: number; people: { id: string; name: string; address: string }[] }> {
  const values: unknown[] = [];
  const audience = audienceOf(chosen, values);
  await roomForSets(db);
  const found = await rows<{ id: string; name: string; address: string; count: number }>(
    db,
    `${audience} SELECT id, trim(given_name || ' ' || family_name) AS name, address, count(*) OVER ()::int AS count
     FROM audience WHERE exclusion IS NULL AND (${tags.map((tag) => `(${LACKS[tag]})`).join(' OR ')})
     ORDER BY address LIMIT 10`,
    values,
  );
  return {
    count: found[0]?.count ?? 0,
    people: found.map(({ id, name, address }) => ({ id, name, address })),
  };
}

export interface SampleRecipient {
  personId: string;
  givenName: string;
  familyName: string;
  /** Null for invented readers, who read what everybody else does. */
  language: Language | null;
  address: string;
}

/** One who would get it, at random: this one, of this language, or with this in their name, where one is given. */
export function sampleRecipient(
  db: EntityManager,
  chosen: ChosenPeople,
  asked: { personId?: string; language?: Language; name?: string } = {},
): Promise<SampleRecipient | undefined> {
  const values: unknown[] = [
    asked.personId ?? null,
    asked.language ?? null,
    (asked.name ?? '').replace(/[\\%_]/g, '\\$&'),
  ];
  const audience = audienceOf(chosen, values);
  return row(
    db,
    `${audience} SELECT id AS "personId", given_name AS "givenName", family_name AS "familyName", language, address
     FROM audience WHERE exclusion IS NULL AND ($1::uuid IS NULL OR id = $1) AND ($2::text IS NULL OR language = $2)
       AND ($3 = '' OR given_name || ' ' || family_name ILIKE '%' || $3 || '%') ORDER BY random() LIMIT 1`,
    values,
  );
}

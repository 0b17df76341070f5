import { type Client } from 'pg';
import { aPartnerOrganization, unique } from '../../support/people.js';

/** A person as the evaluator of the specs knows them; `loadCrowd` writes the same into the tables. */
export interface Member {
  id: string;
  givenName: string;
  familyName: string;
  language: string;
  source: string | null;
  /** Days ago, with the fraction that keeps it off the edge of any condition. */
  met: number;
  tags: number[];
  districts: number[];
  city: string | null;
  zip: string;
  state: string;
  deeds: { did: string; thing: number; ago: number }[];
  email: 'ok' | 'bouncing' | 'invalid' | null;
  subscribed: boolean | null;
  suppressed: boolean;
  /** Words on sharing, the newest last. */
  consents: boolean[];
  roles: { role: string; isCurrent: boolean }[];
  colour: string | null;
  visits: number | null;
  /** Null for who offers nothing. */
  offers: { skills: string[]; languages: string[]; availability: string[] } | null;
  /** Whether the training of the world is in force, where they did it. */
  isTrained: boolean | null;
  /** Whom they know, by the number of the official; one of each kind. */
  ties: { official: number; kind: string; strength: number }[];
}

/** The ids of what members have, made by loadCrowd; members name them by number. */
export interface World {
  ownerId: string;
  partnerId: string;
  tags: string[];
  districts: string[];
  things: string[];
  fields: { colour: string; visits: string };
  trainingId: string;
  officials: string[];
  members: Member[];
}

export const ACTS = ['signed', 'attended', 'wrote'];
export const DEEDS = [...ACTS, 'was-mailed', 'opened'];
export const SKILLS = ['Driving', 'Interpréter', 'Spreadsheets'];
export const CITIES = ['Lowell', 'Fitchburg', 'São Tomé'];

/** Mulberry32: the same crowd for the same seed. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function aMember(draw: (below: number) => number, id: string): Member {
  const some = (count: number, of: number): number[] => [
    ...new Set(Array.from({ length: draw(count + 1) }, () => draw(of))),
  ];
  const maybe = <T>(value: T): T | null => (draw(3) === 0 ? null : value);
  return {
    id,
    givenName: ['Ana', 'José', 'Bea', 'Ana%'][draw(4)]!,
    familyName: ['Silva', 'Quintão', 'O’Neil', 'a_b'][draw(4)]!,
    language: ['en', 'es', 'pt'][draw(3)]!,
    source: maybe(`code-${draw(3)}`),
    met: draw(100) + 0.5,
    tags: some(3, 4),
    districts: some(2, 4),
    city: maybe(CITIES[draw(3)]!),
    zip: ['01850', '01420'][draw(2)]!,
    state: ['MA', 'NH'][draw(2)]!,
    deeds: Array.from({ length: draw(6) }, () => ({
      did: DEEDS[draw(DEEDS.length)]!,
      thing: draw(3),
      ago: draw(100) + 0.5,
    })),
    email: maybe((['ok', 'ok', 'bouncing', 'invalid'] as const)[draw(4)]!),
    subscribed: maybe(draw(2) === 0),
    suppressed: draw(5) === 0,
    consents: Array.from({ length: draw(3) }, () => draw(2) === 0),
    roles: Array.from({ length: draw(3) === 0 ? 1 : 0 }, () => ({
      role: ['leader', 'designee'][draw(2)]!,
      isCurrent: draw(2) === 0,
    })),
    colour: maybe(['Blue', 'green'][draw(2)]!),
    visits: maybe(draw(5)),
    offers: maybe({
      skills: some(2, 3).map((at) => SKILLS[at]!),
      languages: some(2, 2).map((at) => ['ht', 'vi'][at]!),
      availability: some(2, 2).map((at) => ['mon-morning', 'sat-evening'][at]!),
    }),
    isTrained: maybe(draw(2) === 0),
    ties: some(2, 3).map((official) => ({
      official,
      kind: ['friend', 'donor'][draw(2)]!,
      strength: draw(5) + 1,
    })),
  };
}

/** So many invented people of one chapter, in few statements. */
export async function loadCrowd(
  db: Client,
  { ownerId, count, seed }: { ownerId: string; count: number; seed: number },
): Promise<World> {
  const ids = async (sql: string, ...parameters: unknown[]): Promise<string[]> =>
    (await db.query<{ id: string }>(sql, parameters)).rows.map(({ id }) => id);
  const partnerId = await aPartnerOrganization(db);
  await db.query(`INSERT INTO partners (id, sector) VALUES ($1, 'civic')`, [partnerId]);
  await db.query(`INSERT INTO memberships (partner_id, chapter_id, status) VALUES ($1, $2, 'active')`, [
    partnerId,
    ownerId,
  ]);
  const tags = await ids(
    `INSERT INTO tags (owner_id, name) SELECT $1, 'Tag ' || n FROM generate_series(1, 4) n RETURNING id`,
    ownerId,
  );
  const [setId] = await ids(
    `INSERT INTO boundary_sets (kind, layer, jurisdiction, source, content_hash) VALUES ('house', 'lower', $1, 'x', 'x') RETURNING id`,
    unique(),
  );
  const districts = await ids(
    `INSERT INTO districts (boundary_set_id, layer, jurisdiction, code, name, match_key, geometry, bbox, content_hash)
     SELECT $1, CASE WHEN n < 3 THEN 'lower' ELSE 'upper' END, $2, n::text, 'D' || n, n::text, '{}', '{0,0,1,1}', 'x'
     FROM generate_series(1, 4) n RETURNING id`,
    setId,
    unique(),
  );
  const things = await ids(`SELECT gen_random_uuid() AS id FROM generate_series(1, 3)`);
  const [colour, visits] = await ids(
    `INSERT INTO person_fields (owner_id, key, label, type) VALUES ($1, 'colour', '{"en":"Colour"}', 'text'),
       ($1, 'visits', '{"en":"Visits"}', 'number') RETURNING id`,
    ownerId,
  );
  const [trainingId] = await ids(
    `INSERT INTO trainings (owner_id, name) VALUES ($1, 'De-escalation') RETURNING id`,
    ownerId,
  );
  const officials = await ids(
    `INSERT INTO officials (name) SELECT 'Official ' || n FROM generate_series(1, 3) n RETURNING id`,
  );
  const draw = chance(seed);
  const memberIds = await ids(`SELECT new_id() AS id FROM generate_series(1, $1)`, count);
  const members = memberIds.map((id) => aMember(draw, id));
  const fields = { colour: colour!, visits: visits! };
  const world = {
    ...{ ownerId, partnerId, tags, districts, things, fields, trainingId: trainingId!, officials, members },
  };
  for (const statement of STATEMENTS)
    await db.query(
      `WITH m AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, "givenName" text, "familyName" text,
        language text, source text, met float8, tags int[], districts int[], city text, zip text, state text, deeds jsonb,
        email text, subscribed boolean, suppressed boolean, consents boolean[], roles jsonb, colour text, visits int, offers jsonb, "isTrained" boolean,
        ties jsonb)),
      w AS (SELECT * FROM jsonb_to_record($2::jsonb) AS w ("ownerId" uuid, "partnerId" uuid, tags uuid[], districts uuid[],
        things uuid[], fields jsonb, "trainingId" uuid, officials uuid[]))
      ${statement}`,
      [JSON.stringify(members), JSON.stringify({ ...world, members: undefined })],
    );
  return world;
}

const AGO = (days: string): string => `now() - make_interval(secs => ${days} * 86400)`;
const STATEMENTS = [
  `INSERT INTO people (id, owner_id, given_name, family_name, language, source_code, created_at, last_action_at)
   SELECT id, "ownerId", "givenName", "familyName", language, source, ${AGO('met')},
     (SELECT ${AGO(`min((d ->> 'ago')::float8)`)} FROM jsonb_array_elements(deeds) d
      WHERE d ->> 'did' IN (${ACTS.map((act) => `'${act}'`).join(',')}))
   FROM m, w`,
  `INSERT INTO person_tags (tag_id, person_id) SELECT w.tags[t + 1], id FROM m, w, unnest(m.tags) t`,
  `INSERT INTO person_districts (district_id, person_id, method)
   SELECT w.districts[d + 1], id, 'geocoder' FROM m, w, unnest(m.districts) d`,
  `INSERT INTO person_addresses (person_id, city, zip, state, is_primary) SELECT id, city, zip, state, true FROM m WHERE city IS NOT NULL`,
  `INSERT INTO engagements (owner_id, person_id, did, what_kind, what_id, at)
   SELECT "ownerId", id, d ->> 'did', 'thing', things[(d ->> 'thing')::int + 1], ${AGO(`(d ->> 'ago')::float8`)}
   FROM m, w, jsonb_array_elements(deeds) d`,
  `INSERT INTO person_emails (person_id, owner_id, address, canonical, is_primary, status)
   SELECT id, "ownerId", id || '@people.example', id || '@people.example', true, email FROM m, w WHERE email IS NOT NULL`,
  `INSERT INTO subscriptions (person_id, organization_id, channel, is_subscribed)
   SELECT id, "ownerId", 'email', subscribed FROM m, w WHERE subscribed IS NOT NULL`,
  `INSERT INTO suppressions (canonical_email, organization_id, reason)
   SELECT id || '@people.example', "ownerId", 'staff' FROM m, w WHERE suppressed`,
  `INSERT INTO consents (person_id, organization_id, channel, is_given, text, language, source_kind, method)
   SELECT id, "ownerId", 'share', c, 'May share', 'en', 'person', 'staff' FROM m, w, unnest(consents) WITH ORDINALITY AS u (c, n) ORDER BY n`,
  `INSERT INTO partner_roles (partner_id, person_id, role, starts_on, ends_on)
   SELECT "partnerId", id, r ->> 'role', current_date - 30, CASE WHEN (r ->> 'isCurrent')::boolean THEN NULL ELSE current_date - 5 END
   FROM m, w, jsonb_array_elements(roles) r`,
  `INSERT INTO person_values (person_id, field_id, owner_id, value)
   SELECT id, (w.fields ->> 'colour')::uuid, "ownerId", to_jsonb(colour) FROM m, w WHERE colour IS NOT NULL`,
  `INSERT INTO person_values (person_id, field_id, owner_id, value)
   SELECT id, (w.fields ->> 'visits')::uuid, "ownerId", to_jsonb(visits) FROM m, w WHERE visits IS NOT NULL`,
  `INSERT INTO volunteer_profiles (person_id, owner_id, skills, languages, availability)
   SELECT m.id, "ownerId", r.skills, r.languages, r.availability
   FROM m, w, jsonb_populate_record(NULL::volunteer_profiles, m.offers) r WHERE jsonb_typeof(m.offers) = 'object'`,
  `INSERT INTO person_trainings (person_id, training_id, owner_id, done_on, expires_on)
   SELECT id, "trainingId", "ownerId", current_date - 30, CASE WHEN "isTrained" THEN current_date ELSE current_date - 1 END
   FROM m, w WHERE "isTrained" IS NOT NULL`,
  `INSERT INTO official_ties (owner_id, person_id, official_id, kind, strength, said_by, verified_on)
   SELECT "ownerId", id, officials[(t ->> 'official')::int + 1], t ->> 'kind', (t ->> 'strength')::int, 'A friend', current_date
   FROM m, w, jsonb_array_elements(ties) t`,
];

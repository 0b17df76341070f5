import { type EntityManager } from 'typeorm';
import { row } from '../../platform/database/sql.js';

/** A part of the copy: the rows of a table that are about the person. */
interface Part {
  part: string;
  table: string;
  column?: string;
}

const PARTS: readonly Part[] = [
  { part: 'record', table: 'people', column: 'id' },
  { part: 'emails', table: 'person_emails' },
  { part: 'phones', table: 'person_phones' },
  { part: 'addresses', table: 'person_addresses' },
  { part: 'districts', table: 'person_districts' },
  { part: 'fields', table: 'person_values' },
  { part: 'tags', table: 'person_tags' },
  { part: 'notes', table: 'person_notes' },
  { part: 'changes', table: 'person_changes' },
  { part: 'ids_elsewhere', table: 'external_ids' },
  { part: 'consents', table: 'consents' },
  { part: 'subscriptions', table: 'subscriptions' },
  { part: 'asked_to_confirm', table: 'opt_in_requests' },
  { part: 'mail_wishes', table: 'mail_wishes' },
  { part: 'topic_wishes', table: 'topic_wishes' },
  { part: 'asked_to_stay', table: 'sunsets' },
  { part: 'requests', table: 'person_requests' },
  { part: 'safe_contact', table: 'safe_contacts' },
  { part: 'relay', table: 'relay_addresses' },
  { part: 'stories', table: 'story_releases' },
  { part: 'shared_with', table: 'shares' },
  { part: 'deeds', table: 'engagements' },
  { part: 'signatures', table: 'signatures' },
  { part: 'registrations', table: 'registrations' },
  { part: 'letters', table: 'letters' },
  { part: 'messages', table: 'deliveries' },
  { part: 'roles_at_partners', table: 'partner_roles' },
  { part: 'meetings', table: 'meeting_attendances' },
  { part: 'working_groups', table: 'working_group_members' },
  { part: 'automations', table: 'journey_runs' },
  { part: 'volunteering', table: 'volunteer_profiles' },
  { part: 'trainings', table: 'person_trainings' },
  { part: 'tasks', table: 'tasks' },
  { part: 'officials_known', table: 'official_ties' },
];

/** Refers to people and is no part of anybody's copy, each with its reason. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  sealed_readers: 'names staff, not the person',
  typed_addresses: 'what somebody typed without proof, and stands in a record of its own',
  merges: 'what was merged is in the copy itself: its rows stand among the others',
  duplicate_suggestions: 'a guess about somebody else',
};

/** Secrets of links and of sending, which are keys and not facts. */
const HIDDEN = `'{token,claim_token,lease_until,share_code,submission_key,text_hash,real_address_hash}'::text[]`;

/** Every table that the copy reads. */
export const COPIED_TABLES = PARTS.map(({ table }) => table);

const NAMED: Readonly<Record<string, string>> = {
  tags: `(SELECT name FROM tags g WHERE g.id = t.tag_id)`,
  officials_known: `(SELECT name FROM officials g WHERE g.id = t.official_id)`,
  districts: `(SELECT name FROM districts g WHERE g.id = t.district_id)`,
  trainings: `(SELECT name FROM trainings g WHERE g.id = t.training_id)`,
  fields: `(SELECT key FROM person_fields g WHERE g.id = t.field_id)`,
  shared_with: `(SELECT public_name FROM organizations g WHERE g.id = t.to_id)`,
  working_groups: `(SELECT public_name FROM organizations g WHERE g.id = t.owner_id)`,
  meetings: `(SELECT title || ', ' || held_on FROM meetings g WHERE g.id = t.meeting_id)`,
  consents: `(SELECT public_name FROM organizations g WHERE g.id = t.organization_id)`,
  topic_wishes: `(SELECT name FROM topics g WHERE g.id = t.topic_id)`,
  asked_to_stay: `(SELECT public_name FROM organizations g WHERE g.id = t.organization_id)`,
  subscriptions: `(SELECT public_name FROM organizations g WHERE g.id = t.organization_id)`,
  asked_to_confirm: `(SELECT public_name FROM organizations g WHERE g.id = t.organization_id)`,
};

const COPY = `SELECT jsonb_build_object(${PARTS.map(({ part, table, column = 'person_id' }) => {
  const name = NAMED[part] ? ` || jsonb_build_object('name', ${NAMED[part]})` : '';
  return `'${part}', (SELECT coalesce(jsonb_agg((to_jsonb(t) - ${HIDDEN})${name}), '[]') FROM ${table} t
    WHERE t.${column} = ANY ($1::uuid[]))`;
}).join(',\n')}) AS copy`;

/** The tables of the copy by the names of its parts. */
export const TABLE_OF_PART: ReadonlyMap<string, string> = new Map(
  PARTS.map(({ part, table }) => [part, table]),
);

export type AccessCopy = Record<string, Record<string, unknown>[]>;

/**
 * Everything that is kept about somebody (GDPR 15), also under rows that were merged into theirs, and with whom it was
 * shared. What is encrypted is so here too. Bound by the transaction's scope: what another organization knows is theirs to give.
 */
export async function accessCopy(db: EntityManager, personId: string): Promise<AccessCopy> {
  const merged = await row<{ ids: string[] }>(
    db,
    `SELECT array_agg(id) AS ids FROM people WHERE id = $1 OR merged_into = $1`,
    [personId],
  );
  const found = await row<{ copy: AccessCopy }>(db, COPY, [merged!.ids]);
  return found!.copy;
}

/** Whose the person is, where the scope sees them and they are not erased already. */
export function ownerOf(
  db: EntityManager,
  personId: string,
  within: readonly string[] | null,
): Promise<{ ownerId: string } | undefined> {
  return row(
    db,
    `SELECT owner_id AS "ownerId" FROM people
     WHERE id = $1 AND state = 'active' AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`,
    [personId, within],
  );
}

/** See erase_person in the migration. Files to remove, or null where there is nobody. */
export async function erasePerson(
  db: EntityManager,
  personId: string,
  accountId: string | null,
): Promise<string[] | null> {
  const erased = await row<{ files: string[] | null }>(db, `SELECT erase_person($1, $2) AS files`, [
    personId,
    accountId,
  ]);
  return erased!.files;
}

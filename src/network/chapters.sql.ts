import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { type Language, type Localized } from '../layout/i18n.js';
import { type OrganizationKind } from './organization.entity.js';

export type ChapterState = 'planned' | 'active' | 'dormant' | 'left';

/** A chapter with its organization's name: an autonomous city's presence in the network. */
export interface Chapter {
  id: string;
  slug: string;
  name: string;
  networkId: string;
  state: ChapterState;
  territory: string;
  region: string;
  latitude: number | null;
  longitude: number | null;
  timeZone: string;
  languages: Language[];
  colour: string;
  mission: Localized;
  approach: Localized;
  exitUrl: string;
  postalAddress: string;
  fromName: string | null;
  fromAddress: string | null;
  replyTo: string | null;
  grantsNetwork: boolean;
  launchedOn: string | null;
  isPractice: boolean;
}

const CHAPTER = `
  SELECT c.id, o.slug, o.public_name AS name, c.network_id AS "networkId", c.state, c.territory, c.region, c.latitude,
    c.longitude, c.time_zone AS "timeZone", c.languages, c.colour, c.mission, c.approach, c.exit_url AS "exitUrl",
    c.postal_address AS "postalAddress", c.from_name AS "fromName", c.from_address AS "fromAddress",
    c.reply_to AS "replyTo", c.grants_network AS "grantsNetwork", c.launched_on::text AS "launchedOn",
    o.is_practice AS "isPractice"
  FROM chapters c JOIN organizations o USING (id)`;

export function findChapters(db: EntityManager): Promise<Chapter[]> {
  return rows(db, `${CHAPTER} WHERE c.state <> 'left' ORDER BY (c.state = 'active') DESC, o.public_name`);
}

export function findChapter(db: EntityManager, id: string): Promise<Chapter | undefined> {
  return row(db, `${CHAPTER} WHERE c.id = $1`, [id]);
}

export function findChapterBySlug(db: EntityManager, slug: string): Promise<Chapter | undefined> {
  return row(db, `${CHAPTER} WHERE o.slug = $1 AND c.state <> 'left'`, [slug]);
}

export interface TeamMember {
  id: string;
  name: string;
  title: string;
}

export function findTeam(db: EntityManager, chapterId: string): Promise<TeamMember[]> {
  return rows(
    db,
    `SELECT id, name, title FROM chapter_team_members WHERE chapter_id = $1 ORDER BY position, name`,
    [chapterId],
  );
}

export interface HostRow {
  organizationId: string;
  kind: OrganizationKind;
  slug: string;
  name: string;
  colour: string | null;
  postalAddress: string;
  timeZone: string | null;
  languages: Language[] | null;
  fromName: string | null;
  fromAddress: string | null;
  replyTo: string | null;
  exitUrl: string | null;
  isPractice: boolean;
}

/** Whose page or mail it is. A chapter that has no sender or postal address of its own speaks with its
 * network's, and a working group with those of its chapter or network. */
export function findHost(db: EntityManager, organizationId: string): Promise<HostRow | undefined> {
  return row(
    db,
    `SELECT o.id AS "organizationId", o.kind, o.slug, o.public_name AS name, c.colour,
       coalesce(nullif(c.postal_address, ''), n.postal_address, '') AS "postalAddress", c.time_zone AS "timeZone", c.languages,
       CASE WHEN o.kind = 'working-group' THEN o.public_name ELSE coalesce(c.from_name, o.public_name) END AS "fromName", coalesce(c.from_address, n.from_address) AS "fromAddress",
       c.reply_to AS "replyTo", c.exit_url AS "exitUrl", o.is_practice AS "isPractice"
     FROM organizations o
     LEFT JOIN chapters c ON c.id = coalesce(group_parent(o.id), o.id)
     LEFT JOIN networks n ON n.id = coalesce(c.network_id, group_parent(o.id), o.id)
     WHERE o.id = $1`,
    [organizationId],
  );
}

/** Names of those of these organizations that are the network's and do not, or no longer, let it in. */
export async function findClosed(
  db: EntityManager,
  networkId: string,
  organizationIds: readonly string[],
): Promise<string[]> {
  const found = await rows<{ name: string }>(
    db,
    `SELECT o.public_name AS name FROM chapters c JOIN organizations o ON o.id = c.id
     WHERE c.network_id = $1 AND c.id = ANY ($2) AND (NOT c.grants_network OR c.state = 'left') ORDER BY 1`,
    [networkId, organizationIds],
  );
  return found.map(({ name }) => name);
}

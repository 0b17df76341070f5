import { type EntityManager } from 'typeorm';
import { type Language, type Localized } from '../layout/i18n.js';
import { affected } from '../platform/database/sql.js';

/** What may be changed of a chapter. Undefined stays as it is; null empties. */
export interface ChapterChanges {
  territory?: string;
  region?: string;
  timeZone?: string;
  languages?: Language[];
  colour?: string;
  mission?: Localized;
  approach?: Localized;
  exitUrl?: string;
  postalAddress?: string;
  fromName?: string | null;
  fromAddress?: string | null;
  replyTo?: string | null;
  grantsNetwork?: boolean;
}

export interface NetworkChanges {
  mission?: Localized;
  postalAddress?: string;
  fromAddress?: string | null;
  requiresTwoFactor?: boolean;
}

const CHAPTER_COLUMNS: Record<keyof ChapterChanges, string> = {
  territory: 'territory',
  region: 'region',
  timeZone: 'time_zone',
  languages: 'languages',
  colour: 'colour',
  mission: 'mission',
  approach: 'approach',
  exitUrl: 'exit_url',
  postalAddress: 'postal_address',
  fromName: 'from_name',
  fromAddress: 'from_address',
  replyTo: 'reply_to',
  grantsNetwork: 'grants_network',
};

const NETWORK_COLUMNS: Record<keyof NetworkChanges, string> = {
  mission: 'mission',
  postalAddress: 'postal_address',
  fromAddress: 'from_address',
  requiresTwoFactor: 'requires_two_factor',
};

/** SET takes only columns of the list above, so no name that came with a request ever becomes SQL. */
async function update<Changes extends object>(
  db: EntityManager,
  table: 'chapters' | 'networks',
  columns: Record<keyof Changes, string>,
  id: string,
  changes: Changes,
): Promise<number> {
  const changed = (Object.keys(columns) as (keyof Changes)[]).filter((key) => changes[key] !== undefined);
  if (changed.length === 0) return 1;
  const set = changed.map((key, place) => `${columns[key]} = $${place + 2}`).join(', ');
  return affected(db, `UPDATE ${table} SET ${set} WHERE id = $1`, [
    id,
    ...changed.map((key) => changes[key]),
  ]);
}

/** How many chapters it was: 0 where there is none with this id. */
export const updateChapter = (db: EntityManager, id: string, changes: ChapterChanges): Promise<number> =>
  update(db, 'chapters', CHAPTER_COLUMNS, id, changes);

export const updateNetwork = (db: EntityManager, id: string, changes: NetworkChanges): Promise<number> =>
  update(db, 'networks', NETWORK_COLUMNS, id, changes);

export async function insertChapter(
  db: EntityManager,
  chapter: {
    id: string;
    networkId: string;
    territory: string;
    region: string;
    timeZone: string;
    languages: Language[];
  },
): Promise<void> {
  await db.query(
    `INSERT INTO chapters (id, network_id, state, territory, region, time_zone, languages)
     VALUES ($1, $2, 'planned', $3, $4, $5, $6)`,
    [chapter.id, chapter.networkId, chapter.territory, chapter.region, chapter.timeZone, chapter.languages],
  );
}

/** From one of the states it may come from; 0 where the chapter is in another. The first launch is remembered. */
export function moveChapter(
  db: EntityManager,
  id: string,
  to: 'active' | 'dormant',
  from: readonly string[],
): Promise<number> {
  return affected(
    db,
    `UPDATE chapters SET state = $2, launched_on = CASE WHEN $2 = 'active' THEN coalesce(launched_on, current_date) ELSE launched_on END
     WHERE id = $1 AND state = ANY ($3)`,
    [id, to, from],
  );
}

/** The whole team anew, in this order: a list that people reorder by hand is replaced, not patched. */
export async function replaceTeam(
  db: EntityManager,
  chapterId: string,
  team: readonly { name: string; title: string }[],
): Promise<void> {
  // Two editors at once: the chapter's row makes them take turns, and the later list stands whole.
  await db.query(`SELECT 1 FROM chapters WHERE id = $1 FOR UPDATE`, [chapterId]);
  await affected(db, `DELETE FROM chapter_team_members WHERE chapter_id = $1`, [chapterId]);
  await db.query(
    `INSERT INTO chapter_team_members (chapter_id, name, title, position)
     SELECT $1, name, title, place FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS members (name, title, place)`,
    [chapterId, team.map(({ name }) => name), team.map(({ title }) => title)],
  );
}

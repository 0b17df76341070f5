import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type Among } from '../people-selection.access.js';
import { type BulkQuestion } from './bulk.forms.js';

/** Of whom each act changes something; over `people p`, the value in $2. */
const DIFFERS: Record<BulkQuestion['act'], string> = {
  'add-tag': `NOT EXISTS (SELECT 1 FROM person_tags t JOIN tags g ON g.id = t.tag_id
    WHERE t.person_id = p.id AND lower(g.name) = lower($2))`,
  'remove-tag': `EXISTS (SELECT 1 FROM person_tags t JOIN tags g ON g.id = t.tag_id
    WHERE t.person_id = p.id AND lower(g.name) = lower($2))`,
  'set-language': `p.language <> $2`,
  unsubscribe: `$2::text IS NULL AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.person_id = p.id
    AND s.organization_id = p.owner_id AND s.channel = 'email' AND s.is_subscribed)`,
};

/** Own people of the owner that are chosen, and whether the act changes them. Sees what the transaction's scope sees. */
export async function chosenPeople(
  db: EntityManager,
  question: BulkQuestion,
  among: Among | null,
): Promise<{ id: string; differs: boolean }[]> {
  const parameters: unknown[] = [question.owner_id, question.tag ?? question.language ?? null];
  const chosen = among
    ? among(parameters)
    : `SELECT unnest($${parameters.push([...new Set(question.person_ids)])}::uuid[])`;
  return rows(
    db,
    `SELECT p.id, ${DIFFERS[question.act]} AS differs FROM people p
     WHERE p.owner_id = $1 AND p.state = 'active' AND p.id IN (${chosen}) ORDER BY p.id`,
    parameters,
  );
}

export async function tagOf(db: EntityManager, ownerId: string, name: string): Promise<string | null> {
  const found = await row<{ id: string }>(
    db,
    'SELECT id FROM tags WHERE owner_id = $1 AND lower(name) = lower($2)',
    [ownerId, name],
  );
  return found?.id ?? null;
}

import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type Among } from '../people-selection.access.js';
import { type BulkQuestion } from './bulk.forms.js';

type Bind = (value: unknown) => string;

const CARRIES = (tag: string): string => `EXISTS (SELECT 1 FROM person_tags t JOIN tags g ON g.id = t.tag_id
  WHERE t.person_id = p.id AND lower(g.name) = lower(${tag}))`;

const OFFERS = (
  skill: string,
): string => `EXISTS (SELECT 1 FROM volunteer_profiles v CROSS JOIN unnest(v.skills) s
  WHERE v.person_id = p.id AND lower(s) = lower(${skill}))`;

/** Of whom each act changes something, over `people p`. */
const DIFFERS: Record<BulkQuestion['act'], (question: BulkQuestion, bind: Bind) => string> = {
  'add-tag': ({ tag }, bind) => `NOT ${CARRIES(bind(tag))}`,
  'remove-tag': ({ tag }, bind) => CARRIES(bind(tag)),
  'set-language': ({ language }, bind) => `p.language <> ${bind(language)}`,
  'set-value': ({ field_id, value }, bind) =>
    `(SELECT v.value FROM person_values v WHERE v.person_id = p.id AND v.field_id = ${bind(field_id)})
       IS DISTINCT FROM ${bind(value === null ? null : JSON.stringify(value))}::jsonb`,
  'add-skill': ({ skill }, bind) => `NOT ${OFFERS(bind(skill))}`,
  'remove-skill': ({ skill }, bind) => OFFERS(bind(skill)),
  // An older day says nothing of somebody who did it again since.
  'add-training': ({ training_id, done_on }, bind) =>
    `NOT EXISTS (SELECT 1 FROM person_trainings t WHERE t.person_id = p.id AND t.training_id = ${bind(training_id)}
       AND t.done_on >= ${bind(done_on)}::date)`,
  unsubscribe: () => `EXISTS (SELECT 1 FROM subscriptions s WHERE s.person_id = p.id
    AND s.organization_id = p.owner_id AND s.channel = 'email' AND s.is_subscribed)`,
};

/** Own people of the owner that are chosen, and whether the act changes them. Sees what the transaction's scope sees. */
export async function chosenPeople(
  db: EntityManager,
  question: BulkQuestion,
  among: Among | null,
): Promise<{ id: string; differs: boolean }[]> {
  const parameters: unknown[] = [question.owner_id];
  const bind: Bind = (value) => `$${parameters.push(value)}`;
  const differs = DIFFERS[question.act](question, bind);
  const chosen = among
    ? among(parameters)
    : `SELECT unnest(${bind([...new Set(question.person_ids)])}::uuid[])`;
  return rows(
    db,
    `SELECT p.id, ${differs} AS differs FROM people p
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

/**
 * For Changes.setOffers: what people ($1) offer with one skill ($2) more, or less; null where nothing would be left.
 * Skills are kept sorted and each once.
 */
export function offersWith(isMore: boolean): string {
  const kept = `SELECT s FROM unnest(v.skills) s WHERE lower(s) <> lower($2)`;
  return `SELECT w.person_id, CASE WHEN ${isMore} OR cardinality(w.skills || w.languages || w.availability) > 0
      OR w.travel_km IS NOT NULL THEN to_jsonb(w) - 'person_id' END AS profile
    FROM (SELECT x.person_id, ARRAY(${kept}${isMore ? ' UNION SELECT $2' : ''} ORDER BY 1) AS skills,
        coalesce(v.languages, '{}') AS languages, coalesce(v.availability, '{}') AS availability, v.travel_km
      FROM unnest($1::uuid[]) AS x (person_id) LEFT JOIN volunteer_profiles v USING (person_id)) w`;
}

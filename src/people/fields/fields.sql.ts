import { type EntityManager } from 'typeorm';
import { affected, row, rows } from '../../platform/database/sql.js';
import { type FieldValue, type PersonField } from './person-field.js';

const FIELD = `SELECT f.id, f.owner_id AS "ownerId", f.key, f.label, f.type, f.options, f.is_required AS "isRequired",
    f.sensitivity, f.position, f.is_active AS "isActive" FROM person_fields f`;

/** Restricted and sealed fields are shown to who may see what is restricted ($2). */
const SEEN = `($1::uuid[] IS NULL OR f.owner_id = ANY ($1))
  AND (f.sensitivity = 'open' OR f.owner_id = ANY ($2::uuid[]))`;

export interface FieldReach {
  within: readonly string[] | null;
  /** Organizations whose restricted fields the caller sees. */
  restricted: readonly string[];
}

export function findFields(
  db: EntityManager,
  { within, restricted }: FieldReach,
  ownerId: string | null,
): Promise<PersonField[]> {
  return rows(
    db,
    `${FIELD} WHERE ${SEEN} AND ($3::uuid IS NULL OR f.owner_id = $3) ORDER BY f.owner_id, f.position, f.created_at, f.id`,
    [within, restricted, ownerId],
  );
}

export function findField(
  db: EntityManager,
  { within, restricted }: FieldReach,
  id: string,
): Promise<PersonField | undefined> {
  return row(db, `${FIELD} WHERE ${SEEN} AND f.id = $3 FOR UPDATE OF f`, [within, restricted, id]);
}

/** Null where the organization has a field of this key. New ones stand last. */
export async function insertField(
  db: EntityManager,
  field: Omit<PersonField, 'id' | 'position' | 'isActive'>,
): Promise<string | null> {
  const made = await row<{ id: string }>(
    db,
    `INSERT INTO person_fields (owner_id, key, label, type, options, is_required, sensitivity, position)
     VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT coalesce(max(position), 0) + 1 FROM person_fields WHERE owner_id = $1))
     ON CONFLICT (owner_id, key) DO NOTHING RETURNING id`,
    [
      field.ownerId,
      field.key,
      JSON.stringify(field.label),
      field.type,
      JSON.stringify(field.options),
      field.isRequired,
      field.sensitivity,
    ],
  );
  return made?.id ?? null;
}

export async function updateField(db: EntityManager, field: PersonField): Promise<void> {
  await affected(
    db,
    `UPDATE person_fields SET label = $2, options = $3, is_required = $4, sensitivity = $5, position = $6, is_active = $7
     WHERE id = $1`,
    [
      field.id,
      JSON.stringify(field.label),
      JSON.stringify(field.options),
      field.isRequired,
      field.sensitivity,
      field.position,
      field.isActive,
    ],
  );
}

/** Of these choices, those that somebody's value names. Leans on person_values (field_id, person_id). */
export async function choicesInUse(
  db: EntityManager,
  fieldId: string,
  keys: readonly string[],
): Promise<string[]> {
  const found = await rows<{ key: string }>(
    db,
    `SELECT k.key FROM unnest($2::text[]) AS k (key)
     WHERE EXISTS (SELECT 1 FROM person_values v WHERE v.field_id = $1 AND v.value @> to_jsonb(k.key))`,
    [fieldId, keys],
  );
  return found.map(({ key }) => key);
}

/** True where somebody has a value of the field; which one, a sealed field does not tell. */
export async function isInUse(db: EntityManager, fieldId: string): Promise<boolean> {
  return (await row(db, `SELECT 1 FROM person_values WHERE field_id = $1 LIMIT 1`, [fieldId])) !== undefined;
}

/** The person's sealed values by field, as ciphertexts. */
export async function sealedValuesOf(db: EntityManager, personId: string): Promise<Map<string, Buffer>> {
  const found = await rows<{ fieldId: string; sealed: Buffer }>(
    db,
    `SELECT field_id AS "fieldId", sealed_value AS sealed FROM person_values
     WHERE person_id = $1 AND sealed_value IS NOT NULL`,
    [personId],
  );
  return new Map(found.map(({ fieldId, sealed }) => [fieldId, sealed]));
}

/** The person's values by field, those that are not sealed. */
export async function valuesOf(db: EntityManager, personId: string): Promise<Map<string, FieldValue>> {
  const found = await rows<{ fieldId: string; value: FieldValue }>(
    db,
    `SELECT field_id AS "fieldId", value FROM person_values WHERE person_id = $1 AND value IS NOT NULL`,
    [personId],
  );
  return new Map(found.map(({ fieldId, value }) => [fieldId, value]));
}

import { type EntityManager } from 'typeorm';
import { rows } from '../../platform/database/sql.js';
import { type Localized } from '../../layout/i18n.js';
import { type ImportedField } from './field-values.js';

interface FieldRow {
  id: string;
  label: Localized;
  type: ImportedField['type'];
  isSealed: boolean;
  options: { key: string; label: Localized }[];
}

/**
 * The organization's own fields that a file may fill: those in use, and the restricted and sealed ones where whoever maps
 * the file may see them.
 */
export async function importedFields(
  db: EntityManager,
  ownerId: string,
  { seesRestricted }: { seesRestricted: boolean },
): Promise<ReadonlyMap<string, ImportedField>> {
  const found = await rows<FieldRow>(
    db,
    `SELECT id, label, type, options, sensitivity = 'sealed' AS "isSealed" FROM person_fields
     WHERE owner_id = $1 AND is_active AND ($2 OR sensitivity = 'open') ORDER BY position, id`,
    [ownerId, seesRestricted],
  );
  return new Map(found.map((field) => [field.id, imported(field)]));
}

/** A choice may be written by its key or in any of the languages. */
function imported({ id, label, type, options, isSealed }: FieldRow): ImportedField {
  const choices = options.map((each) => ({
    key: each.key,
    words: [each.key, ...Object.values(each.label)].map((word) => word.toLowerCase()),
  }));
  return { id, label: label.en ?? Object.values(label)[0] ?? '', type, choices, isSealed };
}

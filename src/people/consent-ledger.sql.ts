import { type EntityManager } from 'typeorm';
import { type Localized } from '../layout/i18n.js';
import { rows } from '../platform/database/sql.js';
import { fromCursor } from '../platform/paging/paging.js';
import { type ConsentChannel, type ConsentMethod } from './people.access.js';

/** One word of consent, with all that makes it evidence. */
export interface ConsentWord {
  /** bigint, as text. */
  id: string;
  organizationId: string;
  /** Empty for an organization that the scope does not see. */
  organization: string;
  channel: ConsentChannel;
  purpose: string;
  /** The name of the topic that the purpose is the key of. */
  topic: Localized | null;
  isGiven: boolean;
  text: string;
  language: string;
  sourceKind: string;
  sourceId: string | null;
  method: ConsentMethod;
  recordedBy: string | null;
  at: Date;
}

/** Newest first, of all records of one human. Leans on consents (person_id, id DESC). */
export function findWords(
  db: EntityManager,
  given: { personIds: readonly string[]; after: string | undefined; limit: number },
): Promise<ConsentWord[]> {
  const [id] = fromCursor(given.after, 1) ?? [null];
  return rows(
    db,
    `SELECT c.id, c.organization_id AS "organizationId", coalesce(o.public_name, '') AS organization, c.channel, c.purpose,
       (SELECT t.name FROM topics t WHERE t.key = c.purpose ORDER BY t.created_at LIMIT 1) AS topic, c.is_given AS "isGiven",
       c.text, c.language, c.source_kind AS "sourceKind", c.source_id AS "sourceId", c.method, a.name AS "recordedBy", c.at
     FROM consents c LEFT JOIN organizations o ON o.id = c.organization_id LEFT JOIN accounts a ON a.id = c.recorded_by
     WHERE c.person_id = ANY ($1::uuid[]) AND ($2::bigint IS NULL OR c.id < $2) ORDER BY c.id DESC LIMIT $3`,
    [given.personIds, id, given.limit],
  );
}

import { type EntityManager } from 'typeorm';
import { type Topic } from '../../network/topics.service.js';
import { row, rows } from '../../platform/database/sql.js';

/** What a link in a mail leads to; survives the mailing and the person (migrations: delivery_behind_link). */
export interface LinkedDelivery {
  id: string;
  ownerId: string;
  mailingId: string | null;
  canonicalEmail: string;
  address: string;
}

export function deliveryBehindLink(db: EntityManager, id: string): Promise<LinkedDelivery | undefined> {
  return row(
    db,
    `SELECT id, owner_id AS "ownerId", mailing_id AS "mailingId", canonical_email AS "canonicalEmail", address
     FROM delivery_behind_link($1)`,
    [id],
  );
}

/** The records of one organization that hold the address: a merge or a second record must not bring it back. */
export function peopleWithAddress(
  db: EntityManager,
  ownerId: string,
  canonicalEmail: string,
): Promise<{ id: string; language: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT p.id, p.language FROM people p JOIN person_emails e ON e.person_id = p.id
     WHERE e.canonical = $2 AND e.owner_id = $1 AND p.owner_id = $1 AND p.state = 'active'`,
    [ownerId, canonicalEmail],
  );
}

/** What the mailing was about, where it was about something that is still spoken of. */
export function topicOfMailing(
  db: EntityManager,
  mailingId: string,
): Promise<Pick<Topic, 'id' | 'key' | 'name'> | undefined> {
  return row(
    db,
    `SELECT t.id, t.key, t.name FROM mailings m JOIN topics t ON t.id = m.topic_id WHERE m.id = $1`,
    [mailingId],
  );
}

/** Of these people, those who want no mail of the organization about the topic. */
export function peopleWithoutTopic(
  db: EntityManager,
  {
    personIds,
    organizationId,
    topicId,
  }: { personIds: readonly string[]; organizationId: string; topicId: string },
): Promise<{ id: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT person_id AS id FROM segment_topic_wishes
     WHERE person_id = ANY ($1::uuid[]) AND organization_id = $2 AND topic_id = $3 AND NOT is_wanted`,
    [personIds, organizationId, topicId],
  );
}

/** Those whose newest word about the topic is the "no" that a mail of this mailing said, within the last day. */
export function peopleWhoLeftTopicBy(
  db: EntityManager,
  left: { personIds: readonly string[]; organizationId: string; purpose: string; mailingId: string },
): Promise<{ id: string }[]> {
  return rows(
    db,
    `SELECT id FROM (SELECT DISTINCT ON (c.person_id) c.person_id AS id, c.is_given, c.source_id, c.at FROM consents c
       WHERE c.person_id = ANY ($1::uuid[]) AND c.organization_id = $2 AND c.purpose = $3
       ORDER BY c.person_id, c.id DESC) newest
     WHERE NOT is_given AND source_id = $4 AND at > now() - interval '1 day'`,
    [left.personIds, left.organizationId, left.purpose, left.mailingId],
  );
}

/** Whether the address has left this organization's list, and everybody's. */
export async function leftWhat(
  db: EntityManager,
  { ownerId, canonicalEmail }: LinkedDelivery,
): Promise<{ list: boolean; everything: boolean }> {
  const found = await row<{ list: boolean; everything: boolean }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM suppressions WHERE canonical_email = $2 AND organization_id = $1 AND lifted_at IS NULL) AS list,
       is_suppressed_everywhere($2) AS everything`,
    [ownerId, canonicalEmail],
  );
  return found!;
}

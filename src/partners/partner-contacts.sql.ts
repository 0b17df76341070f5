import { type EntityManager } from 'typeorm';
import { rows } from '../platform/database/sql.js';
import { type PartnerRole } from './partner.terms.js';

/** Who holds a role at the partner today and is known to the writer, or is the partner's own record of them. */
export function findContacts(
  db: EntityManager,
  { writerId, partnerId, role }: { writerId: string; partnerId: string; role: PartnerRole },
): Promise<{ personId: string; name: string; email: string }[]> {
  return rows(
    db,
    `SELECT DISTINCT ON (e.canonical) p.id AS "personId", trim(p.given_name || ' ' || p.family_name) AS name, e.address AS email
     FROM partner_roles r JOIN people p ON p.id = r.person_id AND p.state = 'active' AND NOT p.is_sealed
     JOIN person_emails e ON e.person_id = p.id AND e.is_primary
     WHERE r.partner_id = $2 AND r.role = $3 AND p.owner_id IN ($1, $2) AND r.starts_on <= current_date
       AND (r.ends_on IS NULL OR r.ends_on > current_date)`,
    [writerId, partnerId, role],
  );
}

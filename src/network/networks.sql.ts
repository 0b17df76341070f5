import { type EntityManager } from 'typeorm';
import { type Localized } from '../layout/i18n.js';
import { row } from '../platform/database/sql.js';

/** The whole of the chapters: what visitors see at the front page, and what mail of no chapter is sent as. */
export interface Network {
  id: string;
  slug: string;
  name: string;
  mission: Localized;
  postalAddress: string;
  fromAddress: string | null;
  /** Whether every account must set up a second factor. */
  requiresTwoFactor: boolean;
  isPractice: boolean;
}

/** The network of this installation: the first that was made. */
export function findNetwork(db: EntityManager): Promise<Network | undefined> {
  return row(
    db,
    `SELECT n.id, o.slug, o.public_name AS name, n.mission, n.postal_address AS "postalAddress",
       n.from_address AS "fromAddress", n.requires_two_factor AS "requiresTwoFactor", o.is_practice AS "isPractice"
     FROM networks n JOIN organizations o USING (id) ORDER BY o.created_at LIMIT 1`,
  );
}

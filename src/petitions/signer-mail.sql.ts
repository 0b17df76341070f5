import { type EntityManager } from 'typeorm';
import { type Localized } from '../layout/i18n.js';
import { rows } from '../platform/database/sql.js';
import { MOST_MAILS, type Signature, SIGNATURE_COLUMNS } from './signatures.sql.js';

/** A signature whose signer is to be written to, with the words of its petition. */
export interface DueMail extends Signature {
  slug: string;
  title: Localized;
  ask: Localized;
  thanks: Localized;
}

/**
 * Takes due mails for this worker alone (SKIP LOCKED) and counts them; whoever calls posts them in the same transaction.
 * Leans on signatures_mail_due.
 */
export function claimDueMails(db: EntityManager, limit: number): Promise<DueMail[]> {
  return rows(
    db,
    `UPDATE signatures s SET mail_due_at = NULL, mails_sent = s.mails_sent + 1
     FROM petitions p
     WHERE p.id = s.petition_id AND s.id IN (
       SELECT id FROM signatures WHERE mail_due_at <= now() ORDER BY mail_due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING ${SIGNATURE_COLUMNS}, p.slug, p.title, p.ask, p.thanks`,
    [limit],
  );
}

/** Once, three days after the form, while the petition is open: whoever got one mail only has had no reminder. */
export const makeRemindersDue = `
  UPDATE signatures s SET mail_due_at = now() FROM petitions p
  WHERE p.id = s.petition_id AND p.state = 'open' AND s.state = 'pending' AND s.mails_sent = 1 AND NOT s.is_suspect
    AND s.mail_due_at IS NULL AND s.asked_at BETWEEN now() - interval '10 days' AND now() - interval '3 days'
    AND s.mails_sent < ${MOST_MAILS}`;

import { type EntityManager } from 'typeorm';
import { affected } from '../../platform/database/sql.js';

/** A receiver's objection stops the whole mailing, once: the next connection that hears it finds it paused. */
export async function pauseForPolicy(db: EntityManager, mailingId: string, reply: string): Promise<boolean> {
  const paused = await affected(
    db,
    `UPDATE mailings SET state = 'paused', pause_reason = $2, updated_at = now() WHERE id = $1 AND state = 'sending'`,
    [mailingId, `The receiving side refuses this mailing: ${reply}`],
  );
  return paused > 0;
}

import { type EntityManager } from 'typeorm';
import { type SendingRules } from '../rules/sending-rules.service.js';
import { type MailingState } from './mailing.entity.js';

/** One arrow of the diagram in mailing.entity.ts, as the audit log calls it. */
export interface Arrow {
  to: MailingState;
  verb: string;
  /** For `moveMailing`; its parameters begin at $4. */
  set?: string;
  values?: unknown[];
  after?: (tx: EntityManager) => Promise<void>;
}

export const scheduled = (at: Date, zone: string): Arrow => ({
  to: 'scheduled',
  verb: 'scheduled',
  set: `, scheduled_at = $4, scheduled_zone = $5`,
  values: [at, zone],
});

/** By the database's clock, which also says when the time to undo is over. */
export const sentNow = ({ undoMinutes }: SendingRules): Arrow => ({
  to: undoMinutes > 0 ? 'scheduled' : 'preparing',
  verb: 'sent',
  set: `, scheduled_at = CASE WHEN $4 > 0 THEN now() + make_interval(mins => $4) END, scheduled_zone = NULL`,
  values: [undoMinutes],
});

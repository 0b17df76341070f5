import { type EntityManager } from 'typeorm';
import { type CardTarget } from '../../email/compose/mail-cards.access.js';
import { type Localized } from '../../layout/i18n.js';
import { rows } from '../../platform/database/sql.js';

/** What a card leads to. Whatever is drafted, another's or gone is not among what is found. */
export type CardRow = { id: string; slug: string; title: Localized } & (
  | { kind: 'petition'; obstacle: 'closed' }
  | { kind: 'petition'; obstacle: null; addressedTo: Localized }
  | { kind: 'event'; obstacle: 'cancelled' | 'past' }
  | { kind: 'event'; obstacle: null; place: string; startsAt: Date; endsAt: Date; timeZone: string }
);

/** Of these, what a mail of this sender may announce, and what it might have; `mail_cards` knows whose that is. */
export function findCards(
  db: EntityManager,
  senderId: string,
  targets: readonly CardTarget[],
): Promise<CardRow[]> {
  const ids = (kind: CardTarget['kind']): string[] =>
    targets.filter((target) => target.kind === kind).map(({ id }) => id);
  return rows(
    db,
    `SELECT kind, id, slug, title, addressed_to AS "addressedTo", starts_at AS "startsAt", ends_at AS "endsAt",
       time_zone AS "timeZone", place, obstacle FROM mail_cards($1, $2, $3)`,
    [senderId, ids('petition'), ids('event')],
  );
}

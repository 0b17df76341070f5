import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Reception, receptionOf, type RelayPace, relayPace, type Totals } from './deliverability.sql.js';

/** As long as providers look back (Google Postmaster Tools shows a month). */
const DAYS = 30;
/** Beyond these come domains with a handful of people each. */
const LISTED = 25;

export interface DeliverabilityReport {
  days: number;
  totals: Totals;
  receivers: Reception[];
  /** Null where nothing is the matter with it. */
  relay: RelayPace | null;
}

/** How the mail of one's organizations is taken, and by whom. */
@Injectable()
export class Deliverability {
  constructor(private readonly database: Database) {}

  report(caller: Caller, ownerId: string | null): Promise<DeliverabilityReport> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const within = caller.within('mailings.read');
      const receivers = await receptionOf(tx, { within, ownerId, days: DAYS, limit: LISTED });
      const [relay] = await relayPace(tx);
      return {
        days: DAYS,
        totals: receivers[0]?.totals ?? { accepted: 0, deferred: 0, bounced: 0, complained: 0 },
        receivers,
        relay: relay && (relay.isBroken || relay.slowedUntil) ? relay : null,
      };
    });
  }
}

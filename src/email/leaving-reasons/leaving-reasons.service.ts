import { Injectable } from '@nestjs/common';
import { toldInSteps } from '../../engagement/few.access.js';
import { Database } from '../../platform/database/database.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type LeavingReasonsQuery } from './leaving-reasons.forms.js';
import { type LeavingReasonList } from './leaving-reasons.resources.js';
import { countReasons } from './leaving-reasons.sql.js';

/** Why people leave, for who writes to them: by list and by mailing, in numbers alone. */
@Injectable()
export class LeavingReasons {
  constructor(private readonly database: Database) {}

  count(caller: Caller, { owner_id, mailing_id, days }: LeavingReasonsQuery): Promise<LeavingReasonList> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const all = caller.within('mailings.read');
      const owners = owner_id ? [owner_id].filter((id) => all === null || all.includes(id)) : all;
      const found = await countReasons(tx, { owners, mailingId: mailing_id ?? null, days });
      return { data: found.map(({ reason, count }) => ({ reason, count: toldInSteps(count) })) };
    });
  }
}

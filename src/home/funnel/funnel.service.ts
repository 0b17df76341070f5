import { Injectable } from '@nestjs/common';
import { READS_ACTION } from '../../partners/participation/action-query.access.js';
import { type ActionKey } from '../../partners/participation/participation.access.js';
import { Participation } from '../../partners/participation/participation.service.js';
import { Database } from '../../platform/database/database.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type FunnelResource } from './funnel.resources.js';
import { countedSince, findFunnel } from './funnel.sql.js';

/** How people came to an action and what came of it, by source (RP-2). */
@Injectable()
export class Funnels {
  constructor(
    private readonly database: Database,
    private readonly participation: Participation,
  ) {}

  /** @throws NotFound for an action that the caller does not work on. */
  find(caller: Caller, action: ActionKey): Promise<FunnelResource> {
    return this.database.as(caller.scope(READS_ACTION[action.kind]), async (tx) => {
      await this.participation.action(tx, caller, action);
      const [total, ...sources] = await findFunnel(tx, action.kind, action.id);
      return { since: await countedSince(tx, action.id), total: total!, sources };
    });
  }
}

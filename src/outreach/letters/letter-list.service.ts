import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../../staff/caller.access.js';
import { type LetterPage, LetterResource, type TargetCount } from './letter-campaigns.resources.js';
import { LetterCampaigns } from './letter-campaigns.service.js';
import { countTargets, findLetters } from './letter-list.sql.js';
import { type TargetRule } from './targets.js';

/** What staff follow of a campaign: the letters, and whom they go to. */
@Injectable()
export class LetterLists {
  constructor(
    private readonly database: Database,
    private readonly campaigns: LetterCampaigns,
  ) {}

  /** Newest first. @throws NotFound for a campaign that is not the caller's to read. */
  letters(caller: Caller, campaignId: string, query: PageQuery): Promise<LetterPage> {
    return this.database.as(caller.scope('letters.read'), async (tx) => {
      await this.campaigns.readable(tx, caller, campaignId);
      const after = fromCursor(query.after, 1)?.[0];
      const found = await findLetters(
        tx,
        campaignId,
        after === undefined ? null : String(after),
        query.limit + 1,
      );
      return toPage(found, query.limit, ({ id }) => [id], LetterResource.from);
    });
  }

  /** Whom a rule means today: for the screen that makes it. */
  targets(caller: Caller, rule: TargetRule): Promise<TargetCount> {
    return this.database.as(caller.scope('letters.read'), (tx) => countTargets(tx, rule));
  }
}

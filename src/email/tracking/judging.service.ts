import { Injectable } from '@nestjs/common';
import { Engagement } from '../../engagement/engagement.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { hasUnjudged, judgeEvents, settleSeen } from './tracking.sql.js';

/** One transaction's worth. */
const MOST = 1_000;

/**
 * Tells people's opens and clicks from machines' once the whole burst is in, and writes people's to their timelines. The
 * raw events stay, so that a better judgement can be made of them later.
 */
@Injectable()
export class Judging {
  constructor(
    private readonly database: Database,
    private readonly engagement: Engagement,
  ) {}

  async judge(): Promise<void> {
    while (await this.judgeSome());
  }

  /** True where more is waiting. */
  private judgeSome(): Promise<boolean> {
    return this.database.as(Scope.nothing, async (tx) => {
      await settleSeen(tx, null);
      const events = await judgeEvents(tx, MOST);
      for (const event of events) {
        await this.engagement.record(tx, {
          ownerId: event.ownerId,
          personId: event.personId,
          did: event.kind === 'open' ? 'opened' : 'clicked',
          what: { kind: 'mailing', id: event.mailingId, title: event.mailingName },
          detail: event.url ? { url: event.url } : {},
          isPractice: event.isPractice,
          at: event.at,
        });
      }
      return hasUnjudged(tx);
    });
  }
}

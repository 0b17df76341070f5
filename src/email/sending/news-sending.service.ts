import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { MailTransport } from '../../platform/mail/transport.service.js';
import { sendNews } from '../email.jobs.js';
import { Pace } from '../pacing/pace.service.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { Connection } from './connection.service.js';
import { claimNews } from './deliveries.sql.js';
import { MailingDesigns } from './mailing-designs.service.js';

/** Few at a time: who unsubscribes meanwhile is held back at the next claim at the latest. */
const CLAIM = 20;
/** After so long it goes to the end of the queue, so that mailings have their turn. */
const SLICE = 10_000;

/** Sends news to one person at a time, over the connections of mailings. */
@Injectable()
export class NewsSending {
  constructor(
    private readonly database: Database,
    private readonly connection: Connection,
    private readonly pace: Pace,
    private readonly designs: MailingDesigns,
    private readonly transport: MailTransport,
    private readonly jobs: Jobs,
  ) {}

  async send(signal: AbortSignal): Promise<void> {
    const end = await this.connection.run({
      claim: (claimToken) =>
        this.database.as(Scope.nothing, (tx) =>
          this.pace.claim(
            tx,
            { relay: DEFAULT_RELAY, claimToken, limit: CLAIM, isBulk: true },
            (asked, held) => claimNews(tx, asked, held),
          ),
        ),
      make: (row) => this.designs.makeNews(row),
      transport: this.transport,
      signal,
      slice: SLICE,
    });
    if (end === 'slice') await this.jobs.nudge(sendNews, {});
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { RelayTransports } from '../mail-relays/relay-transports.service.js';
import { type Way } from '../mail-relays/ways.js';
import { Ways } from '../mail-relays/ways.service.js';
import { Pace } from '../pacing/pace.service.js';
import { Connection, type End } from './connection.service.js';
import { claimNews } from './claiming.sql.js';
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
    private readonly transports: RelayTransports,
    private readonly ways: Ways,
  ) {}

  /** Sends what is due by one way, until nothing is, the relay is away or gone, or the signal says stop. */
  send(way: Way, signal: AbortSignal): Promise<End | undefined> {
    return this.transports.by(way.relay, 'bulk', (open) =>
      this.connection.run({
        claim: (claimToken) =>
          this.database.as(Scope.nothing, (tx) =>
            this.ways.claim(tx, open, { limit: CLAIM, isBulk: true }, (limit) =>
              this.pace.claim(tx, { relay: way.relay, claimToken, limit, isBulk: true }, (asked, held) =>
                claimNews(tx, asked, { ...held, owners: way.owners }),
              ),
            ),
          ),
        make: (row) => this.designs.makeNews(row),
        transport: open.transport,
        signal,
        slice: SLICE,
      }),
    );
  }
}

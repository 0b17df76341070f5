import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { RelayTransports } from '../mail-relays/relay-transports.service.js';
import { type Way } from '../mail-relays/ways.js';
import { Ways } from '../mail-relays/ways.service.js';
import { Pace } from '../pacing/pace.service.js';
import { Connection, type End } from './connection.service.js';
import { claimPost } from './claiming.sql.js';
import { OutgoingLetters } from './outgoing.service.js';

/** Few at a time, so that several workers share a burst. */
const CLAIM = 10;
const SLICE = 20_000;

/** Sends the transactional lane. */
@Injectable()
export class Posting {
  constructor(
    private readonly database: Database,
    private readonly connection: Connection,
    private readonly pace: Pace,
    private readonly letters: OutgoingLetters,
    private readonly transports: RelayTransports,
    private readonly ways: Ways,
  ) {}

  /** Sends what is due by one way, until nothing is, the relay is away or gone, or the signal says stop. */
  send(way: Way, signal: AbortSignal): Promise<End | undefined> {
    return this.transports.by(way.relay, 'transactional', (open) =>
      this.connection.run({
        claim: (claimToken) =>
          this.database.as(Scope.nothing, (tx) =>
            this.ways.claim(tx, open, { limit: CLAIM, isBulk: false }, (limit) =>
              this.pace.claim(tx, { relay: way.relay, claimToken, limit, isBulk: false }, (asked, held) =>
                claimPost(tx, asked, { ...held, owners: way.owners }),
              ),
            ),
          ),
        make: (row) => this.letters.make(row),
        transport: open.transport,
        signal,
        slice: SLICE,
      }),
    );
  }
}

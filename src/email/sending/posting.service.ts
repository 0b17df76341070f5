import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { MailSettings } from '../../platform/mail/mail-settings.js';
import { MailTransport } from '../../platform/mail/transport.service.js';
import { Pace } from '../pacing/pace.service.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { Connection, type End } from './connection.service.js';
import { claimPost } from './deliveries.sql.js';
import { OutgoingLetters } from './outgoing.service.js';

/** Few at a time, so that several workers share a burst. */
const CLAIM = 10;
const SLICE = 20_000;

/** Connections of the transactional lane's own: a bulk mailing that waits for its relay holds up no reset link. */
@Injectable()
export class PostTransport extends MailTransport {
  constructor(config: Config) {
    super(new MailSettings({ ...MailSettings.from(config), connections: 4 }));
  }
}

/** Sends the transactional lane. */
@Injectable()
export class Posting {
  constructor(
    private readonly database: Database,
    private readonly connection: Connection,
    private readonly pace: Pace,
    private readonly letters: OutgoingLetters,
    private readonly transport: PostTransport,
  ) {}

  /** Sends what is due, until nothing is, the relay is away or the signal says stop. */
  send(signal: AbortSignal): Promise<End> {
    return this.connection.run({
      claim: (claimToken) =>
        this.database.as(Scope.nothing, (tx) =>
          this.pace.claim(
            tx,
            { relay: DEFAULT_RELAY, claimToken, limit: CLAIM, isBulk: false },
            (asked, held) => claimPost(tx, asked, held),
          ),
        ),
      make: (row) => this.letters.make(row),
      transport: this.transport,
      signal,
      slice: SLICE,
    });
  }
}

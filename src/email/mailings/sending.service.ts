import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { type MailingShare, sendMailing } from '../email.jobs.js';
import { WarmUps } from '../domains/warm-ups.service.js';
import { RelayTransports } from '../mail-relays/relay-transports.service.js';
import { Ways } from '../mail-relays/ways.service.js';
import { Pace } from '../pacing/pace.service.js';
import { Connection } from '../sending/connection.service.js';
import { claimOfMailing } from '../sending/claiming.sql.js';
import { MailingDesigns } from '../sending/mailing-designs.service.js';
import { finishIfDone } from './mailings.sql.js';

/** So few that a pause, a shutdown and a second mailing are felt within moments; claiming them costs little. */
const CLAIM = 100;
/** After so long a connection goes to the end of the queue, so that mailings share the lane fairly. */
const SLICE = 10_000;

/** Sends mailings: each job is one connection that works on one mailing for some seconds. */
@Injectable()
export class Sending {
  constructor(
    private readonly database: Database,
    private readonly connection: Connection,
    private readonly pace: Pace,
    private readonly warmUps: WarmUps,
    private readonly designs: MailingDesigns,
    private readonly transports: RelayTransports,
    private readonly ways: Ways,
    private readonly jobs: Jobs,
  ) {}

  async send({ mailingId, share }: MailingShare, signal: AbortSignal): Promise<void> {
    const relay = await this.ways.ofMailing(mailingId);
    const end = await this.transports.by(relay, 'bulk', (open) =>
      this.connection.run({
        claim: (claimToken) =>
          this.database.as(Scope.nothing, (tx) =>
            this.warmUps.claim(tx, mailingId, CLAIM, (most) =>
              this.ways.claim(tx, open, { limit: most, isBulk: true }, (limit) =>
                this.pace.claim(tx, { relay, claimToken, limit, isBulk: true }, (asked, held) =>
                  claimOfMailing(tx, { mailingId, ...asked }, held),
                ),
              ),
            ),
          ),
        make: (row) => this.designs.make(row),
        transport: open.transport,
        signal,
        slice: SLICE,
      }),
    );
    // When the relay is away or the process stops, the sweep wakes the mailing again.
    if (end === 'slice') await this.jobs.nudge(sendMailing, { mailingId, share });
    if (end === 'empty') await this.database.as(Scope.nothing, (tx) => finishIfDone(tx, mailingId));
  }
}

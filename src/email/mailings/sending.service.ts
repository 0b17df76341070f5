import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { MailTransport } from '../../platform/mail/transport.service.js';
import { type MailingShare, sendMailing } from '../email.jobs.js';
import { WarmUps } from '../domains/warm-ups.service.js';
import { Pace } from '../pacing/pace.service.js';
import { DEFAULT_RELAY } from '../pacing/rates.sql.js';
import { Connection } from '../sending/connection.service.js';
import { claimOfMailing } from '../sending/deliveries.sql.js';
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
    private readonly transport: MailTransport,
    private readonly jobs: Jobs,
  ) {}

  async send({ mailingId, share }: MailingShare, signal: AbortSignal): Promise<void> {
    const end = await this.connection.run({
      claim: (claimToken) =>
        this.database.as(Scope.nothing, (tx) =>
          this.warmUps.claim(tx, mailingId, CLAIM, (limit) =>
            this.pace.claim(tx, { relay: DEFAULT_RELAY, claimToken, limit, isBulk: true }, (asked, held) =>
              claimOfMailing(tx, { mailingId, ...asked }, held),
            ),
          ),
        ),
      make: (row) => this.designs.make(row),
      transport: this.transport,
      signal,
      slice: SLICE,
    });
    // When the relay is away or the process stops, the sweep wakes the mailing again.
    if (end === 'slice') await this.jobs.nudge(sendMailing, { mailingId, share });
    if (end === 'empty') await this.database.as(Scope.nothing, (tx) => finishIfDone(tx, mailingId));
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { findEvent } from '../events.sql.js';
import { close, lapse, remind, tell } from '../events.jobs.js';
import { type Registration } from './attendance.entity.js';
import {
  claimNotice,
  claimOffer,
  claimReminder,
  closeShifts,
  type Due,
  findLapsedOffers,
  findNotices,
  findOffers,
  findReminders,
} from './due.sql.js';
import { RegistrationMail } from './registration-mail.service.js';
import { type Occasion } from './registrations.emails.js';
import { findRegistration } from './registrations.sql.js';
import { Seating } from './seating.service.js';

/** Looked up at once; each is then claimed and mailed in a transaction of its own, and the look repeated. */
const BATCH = 200;

/** What time and other people's doings bring to those who signed up. Runs as the owner of the tables. */
@Injectable()
export class RegistrationsWorker {
  constructor(
    private readonly database: Database,
    private readonly seating: Seating,
    private readonly mail: RegistrationMail,
    private readonly jobs: Jobs,
  ) {}

  @Handles(remind)
  async remind(_nothing: Nothing, { signal }: Run): Promise<void> {
    for (const which of ['reminder', 'today'] as const) {
      await this.each(
        signal,
        (tx) => findReminders(tx, which, BATCH),
        async (tx, party) => ((await claimReminder(tx, which, party.id)) ? which : null),
      );
    }
  }

  @Handles(tell)
  async tell(_nothing: Nothing, { signal }: Run): Promise<void> {
    await this.each(
      signal,
      (tx) => findOffers(tx, BATCH),
      async (tx, party) => ((await claimOffer(tx, party.id)) ? 'offer' : null),
    );
    await this.each(
      signal,
      (tx) => findNotices(tx, BATCH),
      async (tx, party) => {
        if (!(await claimNotice(tx, party.id))) return null;
        const event = await findEvent(tx, party.eventId);
        return event!.state === 'cancelled' ? 'ended' : 'notice';
      },
    );
  }

  @Handles(lapse)
  async lapse(_nothing: Nothing, { signal }: Run): Promise<void> {
    const lapsed = await this.database.as(Scope.nothing, (tx) => findLapsedOffers(tx, BATCH));
    for (const place of lapsed) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(place.ownerId), (tx) => this.seating.release(tx, place));
    }
    if (lapsed.length > 0) await this.jobs.nudge(tell, {});
  }

  @Handles(close)
  async close(): Promise<void> {
    await this.database.as(Scope.nothing, (tx) => closeShifts(tx));
  }

  /** Claim and mail commit together: a worker that dies between them has done neither. */
  private async each(
    signal: AbortSignal,
    find: (tx: EntityManager) => Promise<Due[]>,
    claim: (tx: EntityManager, party: Registration) => Promise<Occasion | null>,
  ): Promise<void> {
    let found: Due[];
    do {
      found = await this.database.as(Scope.nothing, find);
      for (const { registrationId, ownerId } of found) {
        if (signal.aborted) break;
        await this.database.as(Scope.organizations(ownerId), async (tx) => {
          const party = await findRegistration(tx, registrationId);
          const occasion = party && (await claim(tx, party));
          if (occasion) await this.mail.send(tx, party, occasion);
        });
      }
      if (found.length > 0) await this.mail.wake();
    } while (found.length === BATCH && !signal.aborted);
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { prepareMailing, sendNews, sendPost } from '../email.jobs.js';
import { finishIfDone } from '../mailings/mailings.sql.js';
import { CONNECTIONS, Preparing } from '../mailings/preparing.service.js';
import { giveUpHeldBack, recover } from '../pacing/rates.sql.js';
import { settleSeen } from '../tracking/tracking.sql.js';
import { Aftermath } from './aftermath.service.js';
import {
  cancelLeftovers,
  dueMailings,
  isNewsDue,
  isPostDue,
  sendingNow,
  startDue,
  stuckPreparing,
  type Swept,
  sweepLeases,
} from './sweeping.sql.js';

/** Puts right what a process that died left behind, and wakes what waits. Safe to run at any time, twice at once. */
@Injectable()
export class Sweeping {
  private readonly log = new Logger(Sweeping.name);

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly preparing: Preparing,
    private readonly aftermath: Aftermath,
    private readonly tasks: Tasks,
  ) {}

  async sweep(): Promise<void> {
    const found = await this.database.as(Scope.nothing, async (tx) => {
      const swept = await sweepLeases(tx);
      // Some arrived all the same: they were opened before their sender was found dead.
      const unknownIds = swept.flatMap(({ id, state }) => (state === 'unknown' ? [id] : []));
      if (unknownIds.length > 0) await settleSeen(tx, unknownIds);
      await this.tellOfPoison(tx, swept);
      await recover(tx, CONNECTIONS);
      for (const given of await giveUpHeldBack(tx)) await this.aftermath.gaveUp(tx, given);
      const started = await startDue(tx);
      for (const { id } of await sendingNow(tx)) await finishIfDone(tx, id);
      return {
        swept,
        toPrepare: [...started.filter(({ state }) => state === 'preparing'), ...(await stuckPreparing(tx))],
        toWake: await dueMailings(tx),
        postIsDue: await isPostDue(tx),
        newsIsDue: await isNewsDue(tx),
      };
    });
    while (await this.database.as(Scope.nothing, cancelLeftovers));
    const unknown = found.swept.filter(({ state }) => state === 'unknown').length;
    if (found.swept.length > 0) {
      this.log.warn(
        `${found.swept.length} deliveries had no living sender; of ${unknown} nobody knows the outcome`,
      );
    }
    await this.jobs.nudge(prepareMailing, ...found.toPrepare.map(({ id }) => ({ mailingId: id })));
    for (const { id } of found.toWake) await this.preparing.wake(id);
    if (found.postIsDue) await this.jobs.nudge(sendPost, {});
    if (found.newsIsDue) await this.jobs.nudge(sendNews, {});
  }

  /** One task for each mailing: what cannot be made is nothing that a further try would mend. */
  private async tellOfPoison(tx: EntityManager, swept: readonly Swept[]): Promise<void> {
    const poison = swept.filter(({ state }) => state === 'failed');
    const concerned = new Map(poison.map((row) => [row.mailingId ?? row.ownerId, row]));
    for (const { ownerId, mailingId } of concerned.values()) {
      const what = mailingId === null ? 'A letter' : 'A mail of this mailing';
      await this.tasks.open(tx, {
        ownerId,
        title: `${what} was set aside: making it stopped the server three times`,
        subject: mailingId === null ? null : { kind: 'mailing', id: mailingId },
      });
    }
  }
}

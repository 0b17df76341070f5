import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { prepareMailing } from '../email.jobs.js';
import { sentNow } from '../mailings/arrows.js';
import { EVERYBODY } from '../mailings/mailing.entity.js';
import { deleteDraft, findMailing, insertMailing, moveMailing } from '../mailings/mailings.sql.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { mostADay } from './most-a-day.js';
import { dueRules, noteWinBack, type SunsetRule, takeTurn } from './sunset-rules.sql.js';
import { SunsetRules } from './sunset-rules.service.js';
import { askSilent, fallAsleep, forgetUnreached, wake } from './sunsets.sql.js';

/**
 * Asks silent people whether they still want mail, and lets them out of mailings when they do not answer (EM-18). Once a day
 * for each organization that wants it, in the worker; the claim of messages knows nothing of it.
 */
@Injectable()
export class Sunsetting {
  private readonly log = new Logger(Sunsetting.name);

  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly sunset: SunsetRules,
    private readonly rules: SendingRulesService,
    private readonly tasks: Tasks,
    private readonly jobs: Jobs,
  ) {}

  async keep(): Promise<void> {
    const due = await this.database.as(Scope.nothing, dueRules);
    const failed: unknown[] = [];
    // One that fails does not keep the others from their turn; the job fails all the same, and is seen.
    for (const { ownerId } of due) await this.turn(ownerId).catch((error: unknown) => failed.push(error));
    if (failed.length > 0) throw new AggregateError(failed, String(failed[0]));
  }

  /** One transaction: a crash leaves the turn to the next hour. */
  private async turn(ownerId: string): Promise<void> {
    const mailingId = await this.database.atLength(Scope.organizations(ownerId), async (tx) => {
      const rule = await takeTurn(tx, ownerId);
      if (!rule) return undefined;
      const back = await wake(tx, ownerId);
      const asleep = await fallAsleep(tx, ownerId, rule.waitDays);
      await forgetUnreached(tx, ownerId, rule.waitDays);
      if (back + asleep > 0) this.log.log(`Of ${ownerId} ${asleep} fell asleep and ${back} came back`);
      return this.ask(tx, ownerId, rule);
    });
    if (mailingId) await this.jobs.nudge(prepareMailing, { mailingId });
  }

  /**
   * Writes a win-back to as many as no second person has to approve; the others' turn is on another day. It is a mailing like
   * any other: it can be undone, paused and read about. A network's stays a draft, with a task to have it approved.
   *
   * @returns its id, where it is to be prepared at once
   */
  private async ask(tx: EntityManager, ownerId: string, rule: SunsetRule): Promise<string | undefined> {
    const before = rule.mailingId ? await findMailing(tx, rule.mailingId, [ownerId]) : undefined;
    // One that waits for somebody is not followed by another every night.
    if (before && before.state !== 'finished' && before.state !== 'cancelled') return undefined;
    const sending = await this.rules.of(tx, ownerId);
    const { kind, isPractice } = await this.chapters.host(tx, ownerId);
    const most = mostADay(kind, sending);
    const mailingId = await this.write(tx, ownerId, rule, isPractice);
    const asked = await askSilent(tx, { ownerId, mailingId, months: rule.months, most });
    if (asked === 0) {
      await deleteDraft(tx, mailingId);
      return undefined;
    }
    await noteWinBack(tx, ownerId, mailingId);
    if (most === null) {
      const title = `Ask for approval to write to ${asked.toLocaleString('en-US')} people who never respond`;
      await this.tasks.open(tx, { ownerId, title, subject: { kind: 'mailing', id: mailingId } });
      return undefined;
    }
    const { to, set, values } = sentNow(sending);
    await moveMailing(tx, mailingId, ['draft'], to, set, values);
    return to === 'preparing' ? mailingId : undefined;
  }

  private async write(
    tx: EntityManager,
    ownerId: string,
    rule: SunsetRule,
    isPractice: boolean,
  ): Promise<string> {
    const [own, ...others] = await this.sunset.texts(tx, ownerId, rule);
    return insertMailing(tx, {
      ...own!,
      ...{ ownerId, isPractice, isTracked: true, isUrgent: false, topicId: null, isWinBack: true },
      ...{ fromName: '', replyTo: '', audience: EVERYBODY, accountId: rule.changedBy },
      translations: others,
    });
  }
}

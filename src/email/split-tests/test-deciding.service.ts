import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ACTIONS } from '../../engagement/engagement.access.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { pauseMailing } from '../mailings/mailings.sql.js';
import { Preparing } from '../mailings/preparing.service.js';
import { figuresOf, moveTest, releaseRest, type RunningTest, runningTests } from './split-tests.sql.js';
import { alarmOf, verdictOf } from './verdict.js';

const NONE = {
  'too-few': 'Too few people answered to tell the versions apart.',
  'too-close': 'The versions are too close: the difference may be chance.',
};
const DROVE_AWAY = { left: 'unsubscribed', complained: 'called it spam' };

/**
 * Stops tests that drive people away, and decides those whose time is over. Each decision is one transaction with all that
 * follows from it, made by whoever's conditional UPDATE was first: it may run anywhere, twice at once, and after any crash.
 */
@Injectable()
export class TestDeciding {
  private readonly log = new Logger(TestDeciding.name);

  constructor(
    private readonly database: Database,
    private readonly preparing: Preparing,
    private readonly tasks: Tasks,
  ) {}

  async decide(): Promise<void> {
    const running = await this.database.as(Scope.nothing, runningTests);
    for (const test of running) {
      const isDecided = await this.database.as(Scope.organizations(test.ownerId), (tx) =>
        this.look(tx, test),
      );
      if (isDecided) await this.preparing.wake(test.mailingId);
    }
  }

  /** True where the rest goes out now. */
  private async look(tx: EntityManager, test: RunningTest): Promise<boolean> {
    const { mailingId } = test;
    const figures = await figuresOf(tx, mailingId, [...ACTIONS]);
    const alarm = alarmOf(figures, test.mostLeavingPercent / 100);
    if (alarm) {
      const { variant, count, sent } = alarm;
      const reason = `Of ${sent} who got version ${variant}, ${count} ${DROVE_AWAY[alarm.why]}.`;
      if (!(await moveTest(tx, mailingId, ['testing'], { state: 'stopped', reason }))) return false;
      await pauseMailing(tx, mailingId, `The test was stopped. ${reason}`);
      await this.ask(tx, test, 'Its test was stopped: look at');
      return false;
    }
    if (!test.isDue) return false;
    const verdict = verdictOf(test.metric, figures);
    if ('none' in verdict) {
      const isMoved = await moveTest(tx, mailingId, ['testing'], {
        state: 'undecided',
        reason: NONE[verdict.none],
      });
      if (isMoved) await this.ask(tx, test, 'No version won: choose one for');
      return false;
    }
    const { winner } = verdict;
    if (!(await moveTest(tx, mailingId, ['testing'], { state: 'decided', winner }))) return false;
    await releaseRest(tx, mailingId);
    this.log.log(`Version ${winner} of mailing ${mailingId} goes to the rest`);
    return true;
  }

  private async ask(
    tx: EntityManager,
    { ownerId, mailingId, name }: RunningTest,
    what: string,
  ): Promise<void> {
    await this.tasks.open(tx, {
      ownerId,
      title: `${what} “${name}”`.slice(0, 200),
      subject: { kind: 'mailing', id: mailingId },
    });
  }
}

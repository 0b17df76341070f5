import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { News } from '../email/news.service.js';
import { Chapters } from '../network/chapters.service.js';
import { Changes } from '../people/changes.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../platform/jobs/job.js';
import { Tasks } from '../staff/tasks/tasks.service.js';
import { type FrozenStep } from './journey.js';
import { advanceJourneys } from './journeys.jobs.js';
import {
  carriesTag,
  didSince,
  type DueRun,
  endRun,
  holdDueRun,
  holdRun,
  holdsOthers,
  isSubscribed,
  journeysThatAreOn,
  leaveEnded,
  moveMarks,
  postponeRun,
  sleepFor,
  sleepUntil,
  startRuns,
  writeStep,
} from './runs.sql.js';

const SECONDS = { minutes: 60, hours: 3_600, days: 86_400 } as const;
/** 10, 20, 40 and 80 minutes apart: an outage is over by then, and a fault of the step's own is not mended by waiting. */
const TRIES = 5;
const FIRST_PAUSE = 600;
/** Seconds after which a mail that was held is tried again: whoever mended the domain sees it go before long. */
const HELD_FOR = 900;

/** An automation changes people in nobody's name; the history says so. */
const NOBODY = { accountId: null, batchId: null };

/** What a step came to, and what follows. */
type Outcome =
  | { outcome: string; next: number; deliveryId?: string }
  /** Nothing has happened, and the step is still to come. */
  | { held: string }
  | { outcome: string; sleep: (tx: EntityManager, next: number) => Promise<void> }
  | { outcome: string; end: 'done' | 'left'; reason: string | null };

/**
 * Takes people through journeys. A run's steps up to its next wait are one transaction that holds the run's row: either
 * all of it happened (the tag, the mail's delivery row, the line of statistics, the new place) or nothing did, so a
 * worker that dies mid-way repeats nothing and skips nothing.
 */
@Injectable()
export class Running {
  private readonly log = new Logger(Running.name);

  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly news: News,
    private readonly changes: Changes,
    private readonly tasks: Tasks,
  ) {}

  @Handles(advanceJourneys)
  async run(_: Nothing, { signal }: Run): Promise<void> {
    await this.advance(signal);
  }

  /** Until nothing is due or the signal says stop. */
  async advance(signal: AbortSignal): Promise<void> {
    const journeys = await this.database.as(Scope.nothing, async (tx) => {
      await startRuns(tx);
      await moveMarks(tx);
      await leaveEnded(tx);
      return journeysThatAreOn(tx);
    });
    let hasMailed = false;
    for (const { id, ownerId } of journeys) {
      while (!signal.aborted) {
        const taken = await this.takeOne(id, ownerId);
        if (taken === 'nothing-due') break;
        hasMailed ||= taken === 'mailed';
      }
    }
    if (hasMailed) await this.news.wake();
  }

  /** One run as far as it goes now. */
  private async takeOne(journeyId: string, ownerId: string): Promise<'nothing-due' | 'moved' | 'mailed'> {
    let held: string | undefined;
    try {
      return await this.database.as(Scope.organizations(ownerId), async (tx) => {
        const run = await holdDueRun(tx, journeyId);
        held = run?.id;
        if (!run) return 'nothing-due';
        return (await this.walk(tx, run)) ? 'mailed' : 'moved';
      });
    } catch (error) {
      if (!held) throw error;
      // The step's own fault, or an outage: this run waits, the others go on.
      const reason = (error as Error).message.slice(0, 300);
      this.log.error(`Run ${held} of journey ${journeyId} could not go on: ${reason}`);
      const postponed = { seconds: FIRST_PAUSE, most: TRIES, reason: 'step-failed' };
      await this.database.as(Scope.organizations(ownerId), (tx) => postponeRun(tx, held!, postponed));
      return 'moved';
    }
  }

  /** @returns whether a mail was written */
  private async walk(tx: EntityManager, run: DueRun): Promise<boolean> {
    let hasMailed = false;
    // Jumps lead forward only (checked when the steps are saved), so this ends.
    for (let at = run.step; ;) {
      const step = run.steps[at];
      if (!run.isThere || !step) {
        await endRun(tx, run.id, at, run.isThere ? 'done' : 'left', run.isThere ? null : 'person-gone');
        return hasMailed;
      }
      const result = await this.take(tx, run, step, at);
      if ('held' in result) {
        await this.hold(tx, run, at, result.held);
        return hasMailed;
      }
      const deliveryId = 'deliveryId' in result ? (result.deliveryId ?? null) : null;
      hasMailed ||= deliveryId !== null;
      await writeStep(tx, run.id, at, result.outcome, deliveryId);
      if ('next' in result) {
        at = result.next;
        continue;
      }
      if ('sleep' in result) await result.sleep(tx, at + 1);
      else await endRun(tx, run.id, at, result.end, result.reason);
      return hasMailed;
    }
  }

  private async take(tx: EntityManager, run: DueRun, step: FrozenStep, at: number): Promise<Outcome> {
    switch (step.kind) {
      case 'wait': {
        const seconds = step.amount * SECONDS[step.unit];
        return { outcome: 'waited', sleep: (db, next) => sleepFor(db, run.id, next, seconds) };
      }
      case 'wait-until': {
        const { timeZone } = await this.chapters.host(tx, run.ownerId);
        return { outcome: 'waited', sleep: (db, next) => sleepUntil(db, run.id, next, step.time, timeZone) };
      }
      case 'condition':
        if (await this.holds(tx, run, step)) return { outcome: 'yes', next: at + 1 };
        return step.otherwise === null
          ? { outcome: 'no', end: 'done', reason: null }
          : { outcome: 'no', next: step.otherwise };
      case 'add-tag':
      case 'remove-tag': {
        const entry = step.kind === 'add-tag' ? {} : null;
        const proposal = { person_id: run.personId, tag_id: step.tag_id, entry };
        const { changes } = await this.changes.setTags(tx, NOBODY, [proposal]);
        return { outcome: changes > 0 ? 'changed' : 'unchanged', next: at + 1 };
      }
      case 'mail':
        return this.mail(tx, run, step, at);
      case 'end':
        return { outcome: 'ended', end: 'done', reason: null };
    }
  }

  /** The run waits, and looks again by itself; the first of a journey to wait tells the owner's team why. */
  private async hold(tx: EntityManager, run: DueRun, at: number, why: string): Promise<void> {
    const isFirst = !(await holdsOthers(tx, run.journeyId));
    await holdRun(tx, run.id, at, HELD_FOR);
    if (!isFirst) return;
    await this.tasks.open(tx, {
      ownerId: run.ownerId,
      title: `The journey “${run.journeyName.slice(0, 60)}” waits: ${why}`.slice(0, 200),
    });
  }

  /** Whoever may not be mailed leaves: an automation is no way around a "no". */
  private async mail(
    tx: EntityManager,
    run: DueRun,
    { content }: Extract<FrozenStep, { kind: 'mail' }>,
    at: number,
  ): Promise<Outcome> {
    const obstacle = await this.news.obstacle(tx, run.ownerId);
    if (obstacle !== null) return { held: obstacle };
    const sent = await this.news.send(tx, {
      ownerId: run.ownerId,
      personId: run.personId,
      content,
      kind: 'journey',
      what: { kind: 'journey', id: run.journeyId, title: run.journeyName },
      dedupeKey: `journey:${run.id}:${at}`,
    });
    return 'barred' in sent
      ? { outcome: sent.barred, end: 'left', reason: sent.barred }
      : { outcome: 'mailed', next: at + 1, deliveryId: sent.deliveryId };
  }

  private holds(
    tx: EntityManager,
    run: DueRun,
    step: Extract<FrozenStep, { kind: 'condition' }>,
  ): Promise<boolean> {
    switch (step.test) {
      case 'has-tag':
        return carriesTag(tx, run.personId, step.tag_id);
      case 'did':
        return didSince(tx, { ...run, did: step.did, whatId: step.what_id, since: run.startedAt });
      case 'subscribed':
        return isSubscribed(tx, run.personId, run.ownerId);
    }
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Jobs } from '../../platform/jobs/jobs.service.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { compose } from '../compose/compose.js';
import { MailCards } from '../compose/mail-cards.access.js';
import { Approvals } from '../approvals/approvals.service.js';
import { Preflight } from '../domains/preflight.service.js';
import { learnReceivers, sendMailing } from '../email.jobs.js';
import { SendNotices } from '../rules/send-notices.service.js';
import { asVariant, type Variant } from '../split-tests/split-test.js';
import { drawSample, findTest, noteVersion } from '../split-tests/split-tests.sql.js';
import { inLanguage } from '../translations/translation.js';
import { noteTranslation } from '../translations/translations.sql.js';
import { Audiences } from './audiences.service.js';
import { leftOutOf } from './audience-counts.js';
import { snapshotAudience } from './audience.sql.js';
import { freezeContent, uncounted } from './freezing.js';
import { type FrozenMailing, type Mailing } from './mailing.entity.js';
import { findMailing, finishIfDone, holdMailing, moveMailing } from './mailings.sql.js';
import { freezeVersion, linkIds, lockPreparing } from './preparing.sql.js';

/** Connections that share one mailing, over all workers. A worker runs as many at once as its lane allows. */
export const CONNECTIONS = 20;

/** What may not begin as it is, and why: it waits for somebody. */
class Held extends Error {}

/** Where a large one has come this far without a second person's word, or grew beyond it. */
class Unapproved extends Held {
  constructor() {
    super('Nobody has approved it for as many people as it would go to.');
  }
}

/** Freezes a mailing: what it says as a version, whom it goes to as rows. In the worker, as owner of the tables. */
@Injectable()
export class Preparing {
  private readonly log = new Logger(Preparing.name);
  private readonly process = randomUUID();

  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly audiences: Audiences,
    private readonly approvals: Approvals,
    private readonly notices: SendNotices,
    private readonly preflight: Preflight,
    private readonly tasks: Tasks,
    private readonly cards: MailCards,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Takes a mailing from `preparing` to `sending`, in one transaction: a crash leaves it preparing and it is done again.
   * The audience is frozen once, at the first start; after a pause only the text may have changed.
   */
  async prepare(mailingId: string): Promise<void> {
    const found = await this.database.as(Scope.nothing, (tx) => findMailing(tx, mailingId, null));
    if (!found) return; // its draft was deleted meanwhile
    const isReady = await this.begin(found).catch(async (error: unknown) => {
      if (!(error instanceof Held)) throw error;
      await this.hold(found, error);
      return false;
    });
    await this.notices.wake();
    if (!isReady) return;
    await this.jobs.nudge(learnReceivers, { mailingId });
    await this.wake(mailingId);
  }

  /** Of a second person's word its approval tells already; anything else is a task. */
  private hold({ id, ownerId, name }: Mailing, held: Held): Promise<void> {
    return this.database.as(Scope.organizations(ownerId), async (tx) => {
      const isHeld = await holdMailing(tx, id, held.message);
      if (!isHeld || held instanceof Unapproved) return;
      await this.tasks.open(tx, {
        ownerId,
        title: `“${name.slice(0, 60)}” waits: ${held.message}`.slice(0, 200),
        subject: { kind: 'mailing', id },
      });
    });
  }

  /** @throws Held, and then nothing is frozen */
  private begin(found: Mailing): Promise<boolean> {
    const mailingId = found.id;
    return this.database.atLength(this.audiences.scopeOf(found), async (tx) => {
      if (!(await lockPreparing(tx, mailingId))) return false;
      const mailing = (await findMailing(tx, mailingId, null))!;
      const { fromAddress } = await this.chapters.host(tx, mailing.ownerId);
      const obstacle = await this.preflight.obstacle(tx, mailing.ownerId, fromAddress);
      if (obstacle !== null) throw new Held(obstacle);
      const closed = await this.chapters.closedTo(tx, mailing.ownerId, mailing.audience.organizations);
      if (closed.length > 0 && !mailing.startedAt)
        throw new Held(
          `${closed.join(', ')}: you may not write to their people any more. Take them out of the audience.`,
        );
      const version = await this.keep(tx, mailing);
      const { count, leftOut } = mailing.startedAt
        ? { count: mailing.audienceCount!, leftOut: mailing.leftOut }
        : await this.snapshot(tx, mailing);
      if (!(await this.approvals.allows(tx, mailing, count))) throw new Unapproved();
      if (!mailing.startedAt) await this.notices.write(tx, mailing, count);
      if (!mailing.startedAt) await this.draw(tx, mailingId);
      await moveMailing(
        tx,
        mailingId,
        ['preparing'],
        'sending',
        `, version = $4, audience_count = $5, left_out = $6, started_at = coalesce(started_at, now())`,
        [version, count, leftOut && JSON.stringify(leftOut)],
      );
      this.log.log(`Mailing ${mailingId} goes to ${count} addresses`);
      return !(await finishIfDone(tx, mailingId));
    });
  }

  private async snapshot(
    tx: EntityManager,
    mailing: Mailing,
  ): Promise<{ count: number; leftOut: Mailing['leftOut'] }> {
    const { count, leftOut } = await snapshotAudience(tx, mailing, await this.audiences.chosen(tx, mailing));
    return { count, leftOut: leftOutOf(leftOut) };
  }

  /**
   * Asks every free connection to share the mailing. Asking again adds nothing while the first asking of this process is
   * in the queue; a process that took the place of a killed one asks anew, and does not wait for the dead one's jobs.
   */
  async wake(mailingId: string): Promise<void> {
    const shares = Array.from({ length: CONNECTIONS }, (_, at) => ({
      mailingId,
      share: `${this.process}.${at}`,
    }));
    await this.jobs.nudge(sendMailing, ...shares);
  }

  /**
   * Freezes it, every version of it that is tested and its text in every language. Gives the one for whoever takes no part in
   * a test and reads none of the other languages.
   */
  private async keep(tx: EntityManager, mailing: Mailing): Promise<number> {
    const test = await findTest(tx, mailing.id);
    const versions = new Map<Variant, number>();
    for (const each of test?.variants ?? []) {
      const version = await this.keepOne(tx, asVariant(mailing, each));
      await noteVersion(tx, mailing.id, each.variant, version);
      versions.set(each.variant, version);
    }
    for (const { language } of mailing.translations)
      await noteTranslation(tx, mailing.id, language, await this.keepOne(tx, inLanguage(mailing, language)));
    return versions.get(test?.winner ?? 'A') ?? this.keepOne(tx, mailing);
  }

  private async draw(tx: EntityManager, mailingId: string): Promise<void> {
    const test = await findTest(tx, mailingId);
    if (!test) return;
    await drawSample(tx, mailingId, { ...test, variants: test.variants.map(({ variant }) => variant) });
  }

  /** @throws Held where a card of it leads to nothing any more */
  private async keepOne(tx: EntityManager, mailing: Mailing): Promise<number> {
    const { problems } = await this.cards.of(tx, mailing.ownerId, mailing);
    if (problems.length > 0) throw new Held(problems.join(' '));
    const content = await this.freeze(tx, mailing, true);
    const hash = createHash('sha256').update(JSON.stringify(content)).digest();
    return freezeVersion(tx, mailing.id, content, hash);
  }

  /**
   * What recipients would be sent now.
   *
   * @param keepsLinks false for tests and previews, which count no clicks and leave no trace
   */
  async freeze(tx: EntityManager, mailing: Mailing, keepsLinks: boolean): Promise<FrozenMailing> {
    const host = await this.chapters.host(tx, mailing.ownerId);
    const cards = await this.cards.of(tx, mailing.ownerId, mailing);
    const composed = compose({ ...mailing, sender: host, cards });
    const links = keepsLinks ? await linkIds(tx, mailing.id, composed.links) : uncounted(composed);
    return freezeContent(host, composed, { ...mailing, links, isTracked: mailing.isTracked && keepsLinks });
  }
}

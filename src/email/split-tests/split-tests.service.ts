import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ACTIONS } from '../../engagement/engagement.access.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Invalid } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { EDITABLE, type Mailing } from '../mailings/mailing.entity.js';
import { Mailings, wrongState } from '../mailings/mailings.service.js';
import { Preparing } from '../mailings/preparing.service.js';
import { VARIANTS } from './split-test.js';
import { type SplitTestForm, type WinnerForm } from './split-tests.forms.js';
import { type SplitTestAnswer, SplitTestResource } from './split-tests.resources.js';
import {
  figuresOf,
  findTest,
  moveTest,
  putTest,
  putVariants,
  releaseRest,
  removeTest,
} from './split-tests.sql.js';

/** Tests of a mailing's versions, as staff plan them, read them and decide them. */
@Injectable()
export class SplitTests {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly preparing: Preparing,
    private readonly audit: Audit,
  ) {}

  read(caller: Caller, id: string): Promise<SplitTestAnswer> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      await this.mailings.find(tx, caller, id, 'mailings.read');
      return this.shown(tx, id);
    });
  }

  /**
   * Plans a test, or changes it. Once it has begun, the texts of a paused mailing alone.
   *
   * @throws Conflict where the mailing is not editable, or where a version of a test that has begun is added or taken away
   */
  put(caller: Caller, id: string, form: SplitTestForm): Promise<SplitTestAnswer> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.editable(tx, caller, id);
      const texts = form.variants.map(({ subject, from_name, body }) => ({
        subject,
        fromName: from_name,
        body,
      }));
      const itself = { subject: null, fromName: null, body: null };
      const variants = [itself, ...texts].map((text, at) => ({ variant: VARIANTS[at]!, ...text }));
      if (mailing.startedAt) {
        const before = await findTest(tx, id);
        if (before?.variants.length !== variants.length)
          throw new Conflict('test_begun', 'Who gets which version was settled when it began.');
      } else {
        await putTest(tx, id, {
          samplePercent: form.sample_percent,
          metric: form.metric,
          waitHours: form.wait_hours,
          mostLeavingPercent: form.most_leaving_percent,
        });
      }
      await putVariants(tx, id, variants);
      await this.mailings.edited(tx, caller, id);
      return this.shown(tx, id);
    });
  }

  /** Sends it to all as it is. Where nothing is tested nothing changes. @throws Conflict once the test has begun */
  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.editable(tx, caller, id);
      if (!(await findTest(tx, id))) return;
      if (!(await removeTest(tx, id))) throw wrongState(mailing);
      await this.mailings.edited(tx, caller, id);
    });
  }

  /** A person's word on who gets the rest; it ends a test that still runs. @throws Conflict where it is decided */
  async choose(caller: Caller, id: string, { variant }: WinnerForm): Promise<SplitTestAnswer> {
    const chosen = await this.database.as(caller.scope('mailings.send'), async (tx) => {
      const { ownerId } = await this.mailings.find(tx, caller, id, 'mailings.send');
      const test = await findTest(tx, id);
      if (!test) throw new Conflict('no_test', 'This mailing tests no versions.');
      if (!test.variants.some((each) => each.variant === variant))
        throw new Invalid([{ param: 'variant', message: 'Choose one of the versions of the test.' }]);
      const isMoved = await moveTest(tx, id, ['testing', 'undecided', 'stopped'], {
        ...{ state: 'decided', winner: variant, accountId: caller.accountId },
        reason: 'Chosen by hand.',
      });
      if (!isMoved) throw new Conflict('test_state', `The test is ${test.state}.`);
      await releaseRest(tx, id);
      await this.audit.append(tx, caller, {
        organizationId: ownerId,
        action: 'mailing.version-chosen',
        subject: { kind: 'mailing', id },
        detail: { variant, from: test.state },
      });
      return this.shown(tx, id);
    });
    await this.preparing.wake(id);
    return chosen;
  }

  private async editable(tx: EntityManager, caller: Caller, id: string): Promise<Mailing> {
    const mailing = await this.mailings.find(tx, caller, id, 'mailings.write');
    if (!EDITABLE.includes(mailing.state)) throw wrongState(mailing);
    return mailing;
  }

  private async shown(tx: EntityManager, id: string): Promise<SplitTestAnswer> {
    const test = await findTest(tx, id);
    return { test: test ? SplitTestResource.of(test, await figuresOf(tx, id, [...ACTIONS])) : null };
  }
}

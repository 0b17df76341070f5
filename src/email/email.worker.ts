import { Injectable } from '@nestjs/common';
import { Handles, type Nothing, type Run } from '../platform/jobs/job.js';
import {
  askToConfirm,
  countOverlaps,
  decideTests,
  judgeTracking,
  keepSunsets,
  learnReceivers,
  type MailingShare,
  prepareMailing,
  readNotices,
  sendMailing,
  sendNews,
  sendPost,
  sendPostBy,
  sweepEmail,
  tellOfApprovals,
  watchDomains,
} from './email.jobs.js';
import { MailCalendar } from './calendar/calendar.service.js';
import { Telling } from './approvals/telling.service.js';
import { DomainWatch } from './domains/domain-watch.service.js';
import { Reading } from './inbound/reading.service.js';
import { Preparing } from './mailings/preparing.service.js';
import { Sending } from './mailings/sending.service.js';
import { Receivers } from './pacing/receivers.service.js';
import { ConfirmingSubscriptions } from './opt-in/confirming-subscriptions.service.js';
import { Outlets } from './sending/outlets.service.js';
import { Sweeping } from './sending/sweeping.service.js';
import { TestDeciding } from './split-tests/test-deciding.service.js';
import { Sunsetting } from './sunset/sunsetting.service.js';
import { Judging } from './tracking/judging.service.js';

/** The feature's jobs: each asks a service. */
@Injectable()
export class EmailWorker {
  constructor(
    private readonly outlets: Outlets,
    private readonly preparing: Preparing,
    private readonly sending: Sending,
    private readonly sweeping: Sweeping,
    private readonly confirming: ConfirmingSubscriptions,
    private readonly judging: Judging,
    private readonly reading: Reading,
    private readonly receivers: Receivers,
    private readonly deciding: TestDeciding,
    private readonly telling: Telling,
    private readonly watch: DomainWatch,
    private readonly calendar: MailCalendar,
    private readonly sunsetting: Sunsetting,
  ) {}

  @Handles(sendPost)
  async sendPost(_: Nothing, { signal }: Run): Promise<void> {
    await this.outlets.sendPost(signal);
  }

  @Handles(sendPostBy)
  async sendPostBy({ relay, share }: { relay: string; share: number }, { signal }: Run): Promise<void> {
    await this.outlets.sendPostBy(relay, share, signal);
  }

  @Handles(sendNews)
  async sendNews({ relay }: { relay?: string }, { signal }: Run): Promise<void> {
    await this.outlets.sendNews(relay, signal);
  }

  @Handles(askToConfirm)
  async ask(_: Nothing, { signal }: Run): Promise<void> {
    await this.confirming.ask(signal);
  }

  @Handles(prepareMailing)
  async prepare({ mailingId }: { mailingId: string }): Promise<void> {
    await this.preparing.prepare(mailingId);
  }

  @Handles(learnReceivers)
  async learnReceivers({ mailingId }: { mailingId: string }, { signal }: Run): Promise<void> {
    await this.receivers.learn(mailingId, signal);
  }

  @Handles(sendMailing)
  async sendMailing(share: MailingShare, { signal }: Run): Promise<void> {
    await this.sending.send(share, signal);
  }

  @Handles(sweepEmail)
  async sweep(): Promise<void> {
    await this.sweeping.sweep();
    await this.telling.tell();
  }

  @Handles(tellOfApprovals)
  async tellOfApprovals(): Promise<void> {
    await this.telling.tell();
  }

  @Handles(countOverlaps)
  async countOverlaps(): Promise<void> {
    await this.calendar.count();
  }

  @Handles(judgeTracking)
  async judge(): Promise<void> {
    await this.judging.judge();
  }

  @Handles(readNotices)
  async readNotices(_: Nothing, { signal }: Run): Promise<void> {
    await this.reading.read(signal);
  }

  @Handles(decideTests)
  async decideTests(): Promise<void> {
    await this.deciding.decide();
  }

  @Handles(watchDomains)
  async watchDomains(_: Nothing, { signal }: Run): Promise<void> {
    await this.watch.look(signal);
  }

  @Handles(keepSunsets)
  async keepSunsets(): Promise<void> {
    await this.sunsetting.keep();
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../../email/post.service.js';
import { Chapters } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { Colleagues } from '../../staff/colleagues.service.js';
import { endingMail } from './agreements.emails.js';
import { remindOfAgreements } from './agreements.jobs.js';
import { claimReminders, type EndingAgreement, findEnding } from './reminders.sql.js';

/** Who keeps an agreement is told 60, 30 and 7 days before its last one, once each. Runs as the owner of the tables. */
@Injectable()
export class AgreementReminders {
  constructor(
    private readonly database: Database,
    private readonly colleagues: Colleagues,
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly config: Config,
  ) {}

  /** Claim and mails commit together; one that was registered late gets one mail for all the days that are past. */
  @Handles(remindOfAgreements)
  async remind(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const ending = await this.database.as(Scope.nothing, findEnding);
    for (const agreement of ending) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(agreement.ownerId), async (tx) => {
        if (await claimReminders(tx, agreement)) await this.tell(tx, agreement);
      });
    }
    if (ending.length > 0) await this.post.wake();
  }

  private async tell(tx: EntityManager, agreement: EndingAgreement): Promise<void> {
    const host = await this.chapters.host(tx, agreement.ownerId);
    for (const colleague of await this.colleagues.holding(tx, agreement.ownerId, 'agreements.write'))
      await this.post.send(tx, {
        ownerId: agreement.ownerId,
        to: { name: colleague.name, address: colleague.email },
        kind: 'agreement-ending',
        language: colleague.language,
        content: endingMail({
          ...agreement,
          language: colleague.language,
          host,
          name: colleague.name,
          url: `${this.config.origin}/console/agreements/${agreement.id}`,
        }),
        isPractice: host.isPractice,
      });
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../../email/post.service.js';
import { type Language } from '../../layout/i18n.js';
import { Chapters } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { Colleagues } from '../../staff/colleagues.service.js';
import { decisionMail } from './decisions.emails.js';
import { remindOfDecisions } from './decisions.jobs.js';
import { claimReminders, type DueReminder, findDueReminders, findSpeakers } from './reminders.sql.js';

interface Reader {
  personId: string | null;
  name: string;
  email: string;
  language: Language;
  hasAccount: boolean;
}

/** Partners without an answer are mailed when they are asked, three days and one day before the end; once each. */
@Injectable()
export class DecisionReminders {
  constructor(
    private readonly database: Database,
    private readonly colleagues: Colleagues,
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly config: Config,
  ) {}

  /** Claim and mails commit together. Runs as the owner of the tables. */
  @Handles(remindOfDecisions)
  async remind(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const due = await this.database.as(Scope.nothing, findDueReminders);
    for (const reminder of due) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(reminder.ownerId, reminder.partnerId), async (tx) => {
        if (await claimReminders(tx, reminder)) await this.tell(tx, reminder);
      });
    }
    if (due.length > 0) await this.post.wake();
  }

  private async tell(tx: EntityManager, reminder: DueReminder): Promise<void> {
    const { ownerId, partnerId, decisionId, steps } = reminder;
    const host = await this.chapters.host(tx, ownerId);
    const { name: organization } = await this.chapters.host(tx, partnerId);
    for (const { personId, name, email, language, hasAccount } of await this.readers(tx, reminder))
      await this.post.send(tx, {
        ownerId,
        personId,
        to: { name, address: email },
        kind: 'decision-asked',
        language,
        content: decisionMail({
          ...reminder,
          language,
          host,
          name,
          organization,
          isReminder: !steps.includes('asked'),
          url: hasAccount ? `${this.config.origin}/console/partners/decisions/${decisionId}` : null,
        }),
        isPractice: host.isPractice,
      });
  }

  /** Its own people who can answer; where nobody of it signs in, those who speak for it. */
  private async readers(tx: EntityManager, { partnerId, ownerId }: DueReminder): Promise<Reader[]> {
    const own = await this.colleagues.holding(tx, partnerId, 'decisions.answer');
    if (own.length > 0) return own.map((each) => ({ ...each, personId: null, hasAccount: true }));
    const speakers = await findSpeakers(tx, partnerId, ownerId);
    return speakers.map((each) => ({ ...each, language: 'en', hasAccount: false }));
  }
}

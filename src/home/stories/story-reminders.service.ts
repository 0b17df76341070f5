import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../../email/post.service.js';
import { Chapters } from '../../network/chapters.service.js';
import { type EndingStory, Stories } from '../../people/stories.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { Colleagues } from '../../staff/colleagues.service.js';
import { endingStoryMail } from './stories.emails.js';
import { tendStories } from './stories.jobs.js';

/** Who keeps people's records is told 60, 30 and 7 days before a release ends; of a sealed person, its readers alone. */
@Injectable()
export class StoryReminders {
  constructor(
    private readonly database: Database,
    private readonly stories: Stories,
    private readonly colleagues: Colleagues,
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly config: Config,
  ) {}

  /** Runs as the owner of the tables. Claim and mails commit together. */
  @Handles(tendStories)
  async tend(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    await this.database.as(Scope.nothing, (tx) => this.stories.endExpired(tx));
    const ending = await this.database.as(Scope.nothing, (tx) => this.stories.ending(tx));
    for (const story of ending) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(story.ownerId), async (tx) => {
        if (await this.stories.claim(tx, story)) await this.tell(tx, story);
      });
    }
    if (ending.length > 0) await this.post.wake();
  }

  private async tell(tx: EntityManager, story: EndingStory): Promise<void> {
    const { ownerId, readerIds, isPractice } = story;
    const host = await this.chapters.host(tx, ownerId);
    const holders = await this.colleagues.holding(tx, ownerId, 'people.write');
    for (const { accountId, name, email, language } of holders) {
      if (readerIds !== null && !readerIds.includes(accountId)) continue;
      await this.post.send(tx, {
        ...{ ownerId, kind: 'story-ending', language, isPractice },
        to: { name, address: email },
        content: endingStoryMail({
          ...{ language, host, name, endsOn: story.endsOn, daysLeft: story.daysLeft },
          url: `${this.config.origin}/console/people/stories`,
        }),
      });
    }
  }
}

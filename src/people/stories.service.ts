import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { row } from '../platform/database/sql.js';
import { Conflict, Invalid, NotFound } from '../platform/http/errors.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { Tasks } from '../staff/tasks/tasks.service.js';
import { People } from './people.service.js';
import { type NewStoryRelease, type NewStoryUse, type StoryQuery } from './stories/stories.forms.js';
import { StoryResource } from './stories/stories.resources.js';
import {
  claimStoryReminders,
  type EndingStory,
  findEndingStories,
  findExpired,
  findStories,
  findStory,
  findUse,
  insertEnd,
  insertStory,
  insertUse,
  noteTask,
  quotesOf,
  removeUse,
  type StoryQuote,
  unpublish,
} from './stories/stories.sql.js';
import { cannotBeQuoted, type StoryEnd, type StoryRelease } from './stories/story.js';

export { NewStoryRelease, NewStoryUse, StoryQuery } from './stories/stories.forms.js';
export { STORY_FILE, StoryList, StoryResource } from './stories/stories.resources.js';
export { type EndingStory, type StoryQuote, type StoryRelease };

/**
 * Releases of stories: what somebody lets be told of them, and where it stands. They are written, limited in time (three
 * years, with a check of the risks before), and can be taken back at any moment; what stands on our own pages goes in the
 * same transaction, and the rest becomes tasks.
 */
@Injectable()
export class Stories {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly tasks: Tasks,
    private readonly audit: Audit,
  ) {}

  /** Those that end first come first; of a person, also what was given under records merged into theirs. */
  list(caller: Caller, query: StoryQuery): Promise<Page<StoryResource>> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const filter = {
        within: caller.within('people.write'),
        ownerId: query.owner_id ?? null,
        personIds: query.person_id ? await this.people.records(tx, query.person_id) : null,
        state: query.state ?? null,
      };
      const found = await findStories(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        ({ endsOn, id }) => [endsOn, id],
        (each) => StoryResource.from(each),
      );
    });
  }

  record(caller: Caller, id: string): Promise<StoryResource> {
    return this.database.as(caller.scope('people.write'), async (tx) =>
      StoryResource.from(await this.find(tx, caller, id)),
    );
  }

  /** Writes down a release that was given. @throws Invalid for days that are not a release's. */
  async give(
    tx: EntityManager,
    caller: Caller,
    person: { id: string; owner_id: string },
    form: NewStoryRelease,
  ): Promise<string> {
    const isWithin = await row<{ ok: boolean }>(
      tx,
      `SELECT $2::date >= $1::date AND $2::date <= $1::date + interval '3 years' AND $2::date >= current_date AS ok`,
      [form.starts_on, form.ends_on],
    );
    if (!isWithin!.ok)
      throw new Invalid([
        { param: 'ends_on', message: 'The last day is three years on at most, and to come.' },
      ]);
    if (form.attribution !== '' && !form.scope.includes('name'))
      throw new Invalid([
        { param: 'attribution', message: 'A name is shown only where the release holds it.' },
      ]);
    const contentHash =
      form.body === ''
        ? Buffer.from(form.file_hash!, 'hex')
        : createHash('sha256').update(form.body).digest();
    const story = { ownerId: person.owner_id, personId: person.id, accountId: caller.accountId };
    const id = await insertStory(tx, { ...story, form, contentHash });
    await this.note(tx, caller, 'story.released', person.owner_id, id);
    return id;
  }

  /** Staff end it, at once. @throws Conflict `story_ended` */
  end(caller: Caller, id: string): Promise<StoryResource> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const story = await this.find(tx, caller, id);
      if (!(await this.finish(tx, story, 'by-staff', caller)))
        throw new Conflict('story_ended', 'This release is over already.');
      return StoryResource.from(await this.find(tx, caller, id));
    });
  }

  /** The person ends it, by their own link, in a transaction that let them in. Doing it again changes nothing. */
  async endByPerson(tx: EntityManager, story: StoryRelease): Promise<void> {
    await this.finish(tx, story, 'by-person', null);
  }

  /** In a transaction of the owner's: lets the person in by their link, sealed or not. @throws NotFound for no release. */
  async opened(tx: EntityManager, id: string): Promise<StoryRelease> {
    await tx.query('SELECT open_story_release($1)', [id]);
    const story = await findStory(tx, id, null);
    if (!story) throw new NotFound();
    return story;
  }

  /** Releases that end soon and were not told of, claimed for the caller's transaction to tell. */
  ending(tx: EntityManager): Promise<EndingStory[]> {
    return findEndingStories(tx);
  }

  claim(tx: EntityManager, story: EndingStory): Promise<boolean> {
    return claimStoryReminders(tx, story);
  }

  /** Puts away what is past its last day. Runs as the owner of the tables. */
  async endExpired(tx: EntityManager): Promise<number> {
    const expired = await findExpired(tx);
    for (const { id } of expired) await this.finish(tx, (await findStory(tx, id, null))!, 'expired', null);
    return expired.length;
  }

  /** Says where it is published. @throws Invalid where the release does not allow it, Conflict `story_shown` twice on our page. */
  publish(caller: Caller, id: string, form: NewStoryUse): Promise<StoryResource> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const story = await this.find(tx, caller, id);
      const problem =
        form.kind === 'chapter-page'
          ? cannotBeQuoted(story)
          : story.state === 'in-force'
            ? undefined
            : 'This release is not in force.';
      if (problem) throw new Invalid([{ param: 'kind', message: problem }]);
      const isMade = await insertUse(tx, {
        ...{ ownerId: story.ownerId, releaseId: id, kind: form.kind, accountId: caller.accountId },
        place: form.kind === 'outside' ? form.place! : '',
        url: form.kind === 'outside' ? (form.url ?? '') : '',
      });
      if (!isMade) throw new Conflict('story_shown', 'It stands on your page already.');
      await this.note(tx, caller, 'story.published', story.ownerId, id, { kind: form.kind });
      return StoryResource.from(await this.find(tx, caller, id));
    });
  }

  /** It stands there no longer. @throws Conflict `story_removed` */
  takeDown(caller: Caller, useId: string): Promise<StoryResource> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const use = await findUse(tx, useId, caller.within('people.write'));
      if (!use) throw new NotFound();
      caller.requires('people.write', use.ownerId);
      if ((await removeUse(tx, useId)) === 0)
        throw new Conflict('story_removed', 'It was taken down already.');
      await this.note(tx, caller, 'story.taken-down', use.ownerId, use.releaseId);
      return StoryResource.from(await this.find(tx, caller, use.releaseId));
    });
  }

  /** What an organization's public page may say now. */
  quotes(tx: EntityManager, organizationId: string): Promise<StoryQuote[]> {
    return quotesOf(tx, organizationId);
  }

  /** @throws NotFound for a release of somebody whom the caller does not see. */
  async find(tx: EntityManager, caller: Caller, id: string): Promise<StoryRelease> {
    const story = await findStory(tx, id, caller.within('people.write'));
    if (!story) throw new NotFound();
    caller.requires('people.write', story.ownerId);
    return story;
  }

  /** Everything that follows from the end of a release, in one transaction. False where it had ended before. */
  private async finish(
    tx: EntityManager,
    story: StoryRelease,
    reason: StoryEnd,
    caller: Caller | null,
  ): Promise<boolean> {
    if (!(await insertEnd(tx, story.id, reason, caller?.accountId ?? null))) return false;
    for (const { id, place, url } of await unpublish(tx, story.id)) {
      const taskId = await this.tasks.open(tx, {
        ownerId: story.ownerId,
        title: `Take down “${story.title}”: ${[place, url].filter(Boolean).join(', ')}`.slice(0, 200),
        subject: { kind: 'person', id: story.personId },
        createdBy: caller?.accountId ?? null,
      });
      await noteTask(tx, id, taskId);
    }
    await this.note(tx, caller, 'story.ended', story.ownerId, story.id, { reason });
    return true;
  }

  private note(
    tx: EntityManager,
    caller: Caller | null,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'story', id }, detail });
  }
}

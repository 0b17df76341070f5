import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../../email/post.service.js';
import { isLanguage } from '../../layout/i18n.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { People } from '../../people/people.service.js';
import {
  Stories,
  type NewStoryRelease,
  type StoryRelease,
  StoryResource,
} from '../../people/stories.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { linkMail } from './stories.emails.js';

/** Somebody as the caller sees them. */
type ShownPerson = Awaited<ReturnType<People['show']>>;

const PURPOSE = 'story-release';
/** Two ids: the release, and whose it is. */
const KEY = /^([0-9a-f]{32})([0-9a-f]{32})$/;

/** Releases between staff and the person: who gives one gets a link that ends it, with nobody asked and nothing explained. */
@Injectable()
export class StoryDesk {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly stories: Stories,
    private readonly chapters: Chapters,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  /** Writes down a release, and mails the person their link where they have an address. */
  async give(caller: Caller, personId: string, form: NewStoryRelease): Promise<StoryResource> {
    let id = '';
    await this.people.writing(caller, personId, async (tx, person) => {
      id = await this.stories.give(tx, caller, person, form);
      if (addressOf(person)) await this.send(tx, await this.stories.find(tx, caller, id), person);
    });
    await this.post.wake();
    return this.stories.record(caller, id);
  }

  /** Mails the person their link again. @throws Conflict `no_address` */
  async mailLink(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller.scope('people.write'), async (tx) => {
      const story = await this.stories.find(tx, caller, id);
      const person = await this.people.show(tx, caller, story.personId);
      if (!addressOf(person))
        throw new Conflict('no_address', 'They have no email address. Give them what to say on paper.');
      await this.send(tx, story, person);
    });
    await this.post.wake();
  }

  /** For the person behind the link. @throws NotFound for a link that was not made here. */
  look(token: string): Promise<{ story: StoryRelease; host: Host }> {
    return this.opened(token, (_tx, story, host) => Promise.resolve({ story, host }));
  }

  /** The person ends it. Again changes nothing. */
  async end(token: string): Promise<void> {
    await this.opened(token, (tx, story) => this.stories.endByPerson(tx, story));
  }

  private opened<T>(
    token: string,
    work: (tx: EntityManager, story: StoryRelease, host: Host) => Promise<T>,
  ): Promise<T> {
    const key = KEY.exec(this.tokens.verify(PURPOSE, token)?.toString('hex') ?? '');
    if (!key) throw new NotFound();
    const [, id, ownerId] = key;
    return this.database.as(Scope.organizations(ownerId!), async (tx) => {
      const story = await this.stories.opened(tx, id!);
      return work(tx, story, await this.chapters.host(tx, ownerId!));
    });
  }

  private async send(tx: EntityManager, story: StoryRelease, person: ShownPerson): Promise<void> {
    const language = isLanguage(person.language) ? person.language : 'en';
    const host = await this.chapters.host(tx, story.ownerId);
    const key = Buffer.from(`${story.id}${story.ownerId}`.replaceAll('-', ''), 'hex');
    await this.post.send(tx, {
      ownerId: story.ownerId,
      personId: person.id,
      to: { name: person.given_name, address: addressOf(person)! },
      kind: 'story-link',
      language,
      content: linkMail({
        ...{ language, host, name: person.given_name, endsOn: story.endsOn },
        url: `${this.config.origin}/allowed/${this.tokens.sign(PURPOSE, key)}?lang=${language}`,
      }),
      isPractice: story.isPractice,
    });
  }
}

function addressOf({ emails }: ShownPerson): string | undefined {
  return (emails.find(({ is_primary }) => is_primary) ?? emails[0])?.address;
}

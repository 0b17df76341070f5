import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Topics } from '../../network/topics.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Permission } from '../../staff/roles.access.js';
import { Approvals } from '../approvals/approvals.service.js';
import { copyTest } from '../split-tests/split-tests.sql.js';
import { asTranslations, assertOneALanguage } from '../translations/translation.js';
import { Audiences } from './audiences.service.js';
import { EDITABLE, EVERYBODY, type Mailing } from './mailing.entity.js';
import {
  type MailingChanges,
  type MailingCopy,
  type MailingQuery,
  type NewMailing,
} from './mailings.forms.js';
import { followUp } from './follow-up.js';
import { MailingList, MailingResource, MailingSummary } from './mailings.resources.js';
import {
  deleteDraft,
  findMailing,
  findMailings,
  insertMailing,
  type MailingFields,
  moveMailing,
  updateMailing,
} from './mailings.sql.js';
import { countsOf } from './reports.sql.js';

const EMPTY_BODY = { type: 'doc', content: [{ type: 'paragraph' }] };

/** Mailings as staff write them. What starts and stops them is in MailingActs. */
@Injectable()
export class Mailings {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly audiences: Audiences,
    private readonly topics: Topics,
    private readonly approvals: Approvals,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller, query: MailingQuery): Promise<MailingList> {
    const { limit, state = null, owner_id, q = '', after } = query;
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const all = caller.within('mailings.read');
      const owners = owner_id ? [owner_id].filter((id) => all === null || all.includes(id)) : all;
      const found = await findMailings(tx, { owners, state, search: q, after, limit: limit + 1 });
      const counts = await countsOf(
        tx,
        found.map(({ id }) => id),
      );
      return toPage(
        found,
        limit,
        (it) => [it.id],
        (it) => MailingSummary.from(it, counts.get(it.id)),
      );
    });
  }

  read(caller: Caller, id: string): Promise<MailingResource> {
    return this.database.as(caller.scope('mailings.read'), async (tx) =>
      this.shown(tx, await this.find(tx, caller, id, 'mailings.read')),
    );
  }

  create(caller: Caller, { owner_id, ...content }: NewMailing): Promise<MailingResource> {
    caller.requires('mailings.write', owner_id);
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const host = await this.chapters.host(tx, owner_id);
      const fields = await this.fields(tx, caller, owner_id, content, {
        name: 'Untitled mailing',
        language: host.languages[0] ?? 'en',
        fromName: '',
        replyTo: '',
        subject: '',
        previewText: '',
        body: EMPTY_BODY,
        translations: [],
        audience: EVERYBODY,
        isTracked: true,
        isUrgent: false,
        topicId: null,
      });
      const id = await insertMailing(tx, {
        ...fields,
        ownerId: owner_id,
        accountId: caller.accountId,
        isPractice: host.isPractice,
        isWinBack: false,
      });
      return this.shown(tx, await this.find(tx, caller, id, 'mailings.write'));
    });
  }

  /**
   * Changes what is sent. What a second person was asked about or approved was another mailing then: one that was to go out
   * on that approval is a draft again.
   *
   * @throws Conflict once it has begun, but for a paused one
   */
  change(caller: Caller, id: string, changes: MailingChanges): Promise<MailingResource> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.find(tx, caller, id, 'mailings.write');
      if (!changes.audience) this.audiences.assertReach(caller, mailing, 'mailings.write');
      const isFrozen = mailing.startedAt !== null;
      if (isFrozen && changes.audience !== undefined)
        throw new Conflict('audience_frozen', 'Who gets it was settled when it began.');
      const fields = await this.fields(tx, caller, mailing.ownerId, changes, mailing);
      if ((await updateMailing(tx, id, fields, EDITABLE)) === 0)
        throw wrongState(await this.find(tx, caller, id, 'mailings.write'));
      if (isOther(mailing, fields)) await this.edited(tx, caller, id);
      return this.shown(tx, await this.find(tx, caller, id, 'mailings.write'));
    });
  }

  /**
   * A new draft of the same text: for the same audience, or for those of its recipients who did not answer.
   *
   * @throws Conflict where nobody was mailed yet and those who did not answer are asked for
   */
  copy(caller: Caller, id: string, { to }: MailingCopy): Promise<MailingResource> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.find(tx, caller, id, 'mailings.write');
      this.audiences.assertReach(caller, mailing, 'mailings.write');
      const copyId = await insertMailing(tx, {
        ...mailing,
        audience: followUp(mailing, to),
        name: `${mailing.name} (${to === 'same' ? 'copy' : 'again'})`.slice(0, 200),
        accountId: caller.accountId,
        isWinBack: false,
      });
      await copyTest(tx, id, copyId);
      return this.shown(tx, await this.find(tx, caller, copyId, 'mailings.write'));
    });
  }

  /** After any change of what recipients get: what was approved was another mailing, and does not go out on that word. */
  async edited(tx: EntityManager, caller: Caller, id: string): Promise<void> {
    if (await this.approvals.withdraw(tx, id, caller.accountId))
      await moveMailing(tx, id, ['scheduled'], 'draft', `, scheduled_at = NULL, scheduled_zone = NULL`);
  }

  /** @throws Conflict for anything but a draft: what went out stays on record */
  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const mailing = await this.find(tx, caller, id, 'mailings.write');
      if (!(await deleteDraft(tx, id))) throw wrongState(mailing);
      await this.audit.append(tx, caller, {
        organizationId: mailing.ownerId,
        action: 'mailing.deleted',
        subject: { kind: 'mailing', id },
      });
    });
  }

  /** The mailing, for other services of this folder. @throws NotFound, or Forbidden without the permission there */
  async find(tx: EntityManager, caller: Caller, id: string, permission: Permission): Promise<Mailing> {
    const mailing = await findMailing(tx, id, caller.within(permission));
    if (!mailing) throw new NotFound();
    caller.requires(permission, mailing.ownerId);
    return mailing;
  }

  async shown(tx: EntityManager, mailing: Mailing): Promise<MailingResource> {
    return MailingResource.of(mailing, await this.chapters.host(tx, mailing.ownerId), this.clock.now());
  }

  /** The mailing with what the editor holds laid over it. */
  async over(tx: EntityManager, caller: Caller, mailing: Mailing, changes: MailingChanges): Promise<Mailing> {
    const fields = await this.fields(tx, caller, mailing.ownerId, changes, mailing);
    return { ...mailing, ...(fields as Partial<Mailing>) };
  }

  private async fields(
    tx: EntityManager,
    caller: Caller,
    ownerId: string,
    changes: MailingChanges,
    before: MailingFields,
  ): Promise<MailingFields> {
    const topicId = changes.topic_id === undefined ? before.topicId : changes.topic_id;
    await this.topics.assertUsable(tx, topicId, { param: 'topic_id', before: before.topicId });
    const language = changes.language ?? before.language;
    const translations = changes.translations ? asTranslations(changes.translations) : before.translations;
    assertOneALanguage({ language, translations });
    return {
      name: changes.name ?? before.name,
      language,
      translations,
      fromName: changes.from_name ?? before.fromName,
      replyTo: changes.reply_to ?? before.replyTo,
      subject: changes.subject ?? before.subject,
      previewText: changes.preview_text ?? before.previewText,
      body: changes.body ?? before.body,
      audience: changes.audience
        ? await this.audiences.read(tx, caller, ownerId, changes.audience)
        : before.audience,
      isTracked: changes.is_tracked ?? before.isTracked,
      isUrgent: changes.is_urgent ?? before.isUrgent,
      topicId,
    };
  }
}

/** Whether it is another mailing to those who get it; its name is for staff. */
function isOther(before: MailingFields, after: MailingFields): boolean {
  return (Object.keys(after) as (keyof MailingFields)[]).some(
    (key) => key !== 'name' && !isDeepStrictEqual(before[key], after[key]),
  );
}

export function wrongState({ state }: Mailing): Conflict {
  return new Conflict('wrong_state', `This mailing is ${state}, so that cannot be done with it.`);
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../../email/post.service.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../../staff/caller.access.js';
import { type RemovalWord } from './removals.forms.js';
import {
  type RemovalNoticeList,
  type RemovalNoticeRecord,
  RemovalNoticeResource,
} from './removals.resources.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { Tasks } from '../../staff/tasks/tasks.service.js';
import { PartnerContacts } from '../partner-contacts.service.js';
import { removalMail } from './removals.emails.js';
import { tellOfRemovals } from './removals.jobs.js';
import {
  acknowledge,
  type Ended,
  findByHand,
  findNotice,
  findNotices,
  findUntold,
  findWaiting,
  insertNotice,
  type ListedNotice,
  lockNotices,
  markTold,
  markUntold,
  type RemovalNotice,
  type Untold,
} from './removals.sql.js';

const PURPOSE = 'removal-notice';
/** Three ids: the notice, who had shown them, to whom. */
const KEY = /^([0-9a-f]{32})([0-9a-f]{32})([0-9a-f]{32})$/;

/**
 * What cannot be called back: a partner that exported somebody is told that they are shown no longer, by a signed link
 * that it must acknowledge. Whom it concerns stands on the page alone, and only until then.
 */
@Injectable()
export class Removals {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly contacts: PartnerContacts,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly tasks: Tasks,
  ) {}

  /** Finds what ended untold, whoever ended it. Runs as the owner of the tables. */
  @Handles(tellOfRemovals)
  async tell(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const told = await this.database.as(Scope.nothing, async (tx) => {
      await lockNotices(tx);
      const untold = await findUntold(tx);
      for (const ended of untold) if (!signal.aborted) await this.notify(tx, ended);
      const waiting = await findWaiting(tx);
      for (const each of waiting) if (!signal.aborted) await this.write(tx, each);
      return untold.length + waiting.length;
    });
    if (told > 0) await this.post.wake();
  }

  /** Of the caller's own organizations, whose people it was. A partner reads what it was told by its link. */
  list(caller: Caller, query: PageQuery): Promise<RemovalNoticeList> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const [after = null] = (fromCursor(query.after, 1) ?? []) as string[];
      const found = await findNotices(
        tx,
        { within: caller.within('partners.read'), id: null },
        after,
        query.limit + 1,
      );
      return toPage(found, query.limit, ({ id }) => [id], RemovalNoticeResource.from);
    });
  }

  /** @throws NotFound for a notice of others, and for one that is only about people whom the caller does not see. */
  record(caller: Caller, id: string): Promise<RemovalNoticeRecord> {
    return this.database.as(caller.scope('partners.read'), (tx) => this.show(tx, caller, id));
  }

  /**
   * The partner told staff that it has removed them.
   *
   * @throws Conflict `acknowledged` where it was written down before.
   */
  noteWord(caller: Caller, id: string, { words }: RemovalWord): Promise<RemovalNoticeRecord> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const { ownerId, organizationId } = await this.find(tx, caller, id);
      caller.requires('partners.write', ownerId);
      const acknowledged = await acknowledge(tx, id, 'staff', words);
      if (!acknowledged)
        throw new Conflict('acknowledged', 'It is written down already that they removed them.');
      const { accountId } = caller;
      if (acknowledged.taskId)
        await this.tasks.settle(tx, acknowledged.taskId, { outcome: 'done', accountId });
      await this.audit.append(tx, caller, {
        organizationId: ownerId,
        action: 'removal.acknowledged',
        subject: { kind: 'partner', id: organizationId },
      });
      return this.show(tx, caller, id);
    });
  }

  /** @throws NotFound for a link that was not made here. */
  look(token: string): Promise<{ notice: RemovalNotice; host: Host }> {
    const { id, scope } = this.read(token);
    return this.database.as(scope, async (tx) => {
      const notice = await findNotice(tx, id);
      if (!notice) throw new NotFound();
      return { notice, host: await this.chapters.host(tx, notice.ownerId) };
    });
  }

  /** The partner says that it has removed them. Saying it again changes nothing. */
  async acknowledge(token: string): Promise<void> {
    const { id, scope } = this.read(token);
    await this.look(token);
    await this.database.as(scope, async (tx) => {
      const acknowledged = await acknowledge(tx, id, 'link');
      if (!acknowledged) return;
      // Who was to tell them by hand need not any more.
      if (acknowledged.taskId)
        await this.tasks.settle(tx, acknowledged.taskId, { outcome: 'done', accountId: null });
      await this.audit.append(tx, null, {
        organizationId: scope.organizations[0]!,
        action: 'removal.acknowledged',
        subject: { kind: 'partner', id: scope.organizations[1]! },
      });
    });
  }

  private async find(tx: EntityManager, caller: Caller, id: string): Promise<ListedNotice> {
    const [notice] = await findNotices(tx, { within: caller.within('partners.read'), id }, null, 1);
    if (!notice) throw new NotFound();
    return notice;
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<RemovalNoticeRecord> {
    const notice = await this.find(tx, caller, id);
    const people = caller.can('people.read', notice.ownerId) ? notice.people : [];
    return { ...RemovalNoticeResource.from(notice), people };
  }

  /** A partner that nobody can write to is told by hand: staff get a task, and the mail goes once somebody is named there. */
  private async notify(tx: EntityManager, ended: Ended): Promise<void> {
    const { ownerId, organizationId } = ended;
    const id = await insertNotice(tx, ended);
    if (await this.write(tx, { id, ownerId, organizationId, count: ended.shareIds.length })) return;
    const { name } = await this.chapters.host(tx, organizationId);
    const { dueOn, membershipId, sealedId } = await findByHand(tx, id);
    const taskId = await this.tasks.open(tx, {
      ownerId,
      title: `Tell ${name.slice(0, 100)} to remove people it was shown: see Agreements, Removal notices`,
      dueOn,
      personId: sealedId,
      subject: membershipId ? { kind: 'partner', id: membershipId } : null,
    });
    await markUntold(tx, id, taskId);
  }

  /** Mails whoever at the partner is to know. False where there is nobody. */
  private async write(tx: EntityManager, { id, ownerId, organizationId, count }: Untold): Promise<boolean> {
    const to = { writerId: ownerId, partnerId: organizationId, role: 'data-contact' } as const;
    const contacts = await this.contacts.of(tx, to);
    if (contacts.length === 0) return false;
    const host = await this.chapters.host(tx, ownerId);
    const { name: organization } = await this.chapters.host(tx, organizationId);
    const key = Buffer.from(`${id}${ownerId}${organizationId}`.replaceAll('-', ''), 'hex');
    const url = `${this.config.origin}/removals/${this.tokens.sign(PURPOSE, key)}`;
    for (const { personId, name, email, language } of contacts)
      await this.post.send(tx, {
        ownerId,
        personId,
        to: { name, address: email },
        kind: 'removal-notice',
        language,
        content: removalMail({ language, host, name, organization, count, url: `${url}?lang=${language}` }),
        isPractice: host.isPractice,
      });
    await markTold(tx, id);
    return true;
  }

  private read(token: string): { id: string; scope: Scope } {
    const key = KEY.exec(this.tokens.verify(PURPOSE, token)?.toString('hex') ?? '');
    if (!key) throw new NotFound();
    return { id: key[1]!, scope: Scope.organizations(key[2]!, key[3]!) };
  }
}

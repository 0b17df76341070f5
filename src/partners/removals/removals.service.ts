import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../../email/post.service.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { type Caller } from '../../staff/caller.access.js';
import { type RemovalNoticeList, RemovalNoticeResource } from './removals.resources.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { PartnerContacts } from '../partner-contacts.service.js';
import { removalMail } from './removals.emails.js';
import { tellOfRemovals } from './removals.jobs.js';
import {
  acknowledge,
  type Ended,
  findNotice,
  findNotices,
  findUntold,
  insertNotice,
  lockNotices,
  type RemovalNotice,
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
  ) {}

  /** Finds what ended untold, whoever ended it. Runs as the owner of the tables. */
  @Handles(tellOfRemovals)
  async tell(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const told = await this.database.as(Scope.nothing, async (tx) => {
      await lockNotices(tx);
      const untold = await findUntold(tx);
      for (const ended of untold) if (!signal.aborted) await this.notify(tx, ended);
      return untold.length;
    });
    if (told > 0) await this.post.wake();
  }

  /** Of the caller's own organizations, whose people it was. A partner reads what it was told by its link. */
  list(caller: Caller, query: PageQuery): Promise<RemovalNoticeList> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const [after = null] = (fromCursor(query.after, 1) ?? []) as string[];
      const found = await findNotices(tx, caller.within('partners.read'), after, query.limit + 1);
      return toPage(found, query.limit, ({ id }) => [id], RemovalNoticeResource.from);
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
      if ((await acknowledge(tx, id, 'link')) === 0) return;
      await this.audit.append(tx, null, {
        organizationId: scope.organizations[0]!,
        action: 'removal.acknowledged',
        subject: { kind: 'partner', id: scope.organizations[1]! },
      });
    });
  }

  private async notify(tx: EntityManager, ended: Ended): Promise<void> {
    const id = await insertNotice(tx, ended);
    const host = await this.chapters.host(tx, ended.ownerId);
    const { name: organization } = await this.chapters.host(tx, ended.organizationId);
    const key = Buffer.from(`${id}${ended.ownerId}${ended.organizationId}`.replaceAll('-', ''), 'hex');
    const url = `${this.config.origin}/removals/${this.tokens.sign(PURPOSE, key)}`;
    const to = { writerId: ended.ownerId, partnerId: ended.organizationId, role: 'data-contact' } as const;
    for (const { personId, name, email, language } of await this.contacts.of(tx, to))
      await this.post.send(tx, {
        ownerId: ended.ownerId,
        personId,
        to: { name, address: email },
        kind: 'removal-notice',
        language,
        content: removalMail({
          language,
          host,
          name,
          organization,
          count: ended.shareIds.length,
          url: `${url}?lang=${language}`,
        }),
        isPractice: host.isPractice,
      });
  }

  private read(token: string): { id: string; scope: Scope } {
    const key = KEY.exec(this.tokens.verify(PURPOSE, token)?.toString('hex') ?? '');
    if (!key) throw new NotFound();
    return { id: key[1]!, scope: Scope.organizations(key[2]!, key[3]!) };
  }
}

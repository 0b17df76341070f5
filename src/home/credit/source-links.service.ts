import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type CodedAction } from '../../partners/credit/credit.access.js';
import { SourceCodes } from '../../partners/credit/source-codes.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { type NewSourceLink, type SourceLinkList, SourceLinkResource } from './source-links.resources.js';
import { findLinks, findPublicAction, findPublicTitles, isActionOf } from './source-links.sql.js';

const PATHS: Record<CodedAction, string> = {
  campaign: '/campaigns',
  petition: '/petitions',
  event: '/events',
  letter: '/letters',
};

/** The links that partners pass on: each leads to one action and carries the partner's code. */
@Injectable()
export class SourceLinks {
  constructor(
    private readonly database: Database,
    private readonly codes: SourceCodes,
    private readonly config: Config,
  ) {}

  /** @param id the partner in a chapter. A partner's own people read them too, without what came of them: no number that moves with one person. */
  async list(caller: Caller, id: string): Promise<SourceLinkList> {
    const { data } = await this.database.as(caller.scope('partners.read'), (tx) => this.show(tx, caller, id));
    return { data: await this.titled(data) };
  }

  /** @throws Invalid on `action_id` for what is not the chapter's, the same as for what does not exist. */
  create(caller: Caller, id: string, form: NewSourceLink): Promise<SourceLinkList> {
    const { action_kind: actionKind, action_id: actionId, label = '' } = form;
    return this.database.as(caller.scope('partners.write'), async (tx) => {
      const partner = await this.codes.membership(tx, caller, id);
      if (!(await isActionOf(tx, partner.chapterId, actionKind, actionId)))
        throw new Invalid([{ param: 'action_id', message: 'Choose something of this chapter.' }]);
      await this.codes.create(tx, caller, partner, { actionKind, actionId, label });
      return this.show(tx, caller, id);
    });
  }

  retire(caller: Caller, code: string): Promise<void> {
    return this.database.as(caller.scope('partners.write'), (tx) => this.codes.retire(tx, caller, code));
  }

  /** The short address of a code. @throws NotFound for a code that is not the caller's to read. */
  async url(caller: Caller, code: string): Promise<string> {
    await this.database.as(caller.scope('partners.read'), (tx) => this.codes.find(tx, caller, code));
    return `${this.config.origin}/go/${code}`;
  }

  /**
   * Where whoever comes by a short address goes on to, with the code. A retired code leads on like any other.
   *
   * @throws NotFound for a code that nobody made, and for an action that is not public.
   */
  target(code: string): Promise<string> {
    return this.database.as(Scope.visitor, async (tx) => {
      const target = await this.codes.target(tx, code);
      const action = target && (await findPublicAction(tx, target.actionKind, target.actionId));
      if (!target || !action) throw new NotFound();
      return `${PATHS[target.actionKind]}/${action.slug}?s=${code}`;
    });
  }

  /** A partner's own people do not see a chapter's actions, but what is published they may know as everybody does. */
  private async titled(links: SourceLinkResource[]): Promise<SourceLinkResource[]> {
    const untitled = links.filter(({ title }) => title === null);
    if (untitled.length === 0) return links;
    const found = await this.database.as(Scope.visitor, (tx) => findPublicTitles(tx, untitled));
    const titles = new Map(found.map(({ id, title }) => [id, title]));
    return links.map((link) => ({ ...link, title: link.title ?? titles.get(link.action_id) ?? null }));
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<SourceLinkList> {
    const partner = await this.codes.membership(tx, caller, id);
    const isOwn = caller.can('partners.read', partner.chapterId);
    const links = await findLinks(tx, partner);
    return {
      data: links.map((each) => SourceLinkResource.from(each, this.config.origin, isOwn)),
    };
  }
}

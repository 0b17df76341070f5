import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type Colleague, Colleagues } from '../../staff/colleagues.service.js';
import { findMailing } from '../mailings/mailings.sql.js';
import { Post } from '../post.service.js';
import { askedMail, decidedMail } from './approvals.emails.js';
import { type Approval } from './approval.js';
import { claimUntold } from './approvals.sql.js';

/** Tells by mail those who may approve, and then whoever asked. In the worker, as owner of the tables. */
@Injectable()
export class Telling {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly colleagues: Colleagues,
    private readonly post: Post,
    private readonly config: Config,
  ) {}

  /** The claim and its mails commit together, so that a crash tells nobody twice. */
  async tell(): Promise<void> {
    const told = await this.database.as(Scope.nothing, async (tx) => {
      const found = await claimUntold(tx);
      for (const approval of found) await this.tellOf(tx, approval);
      return found.length;
    });
    if (told > 0) await this.post.wake();
  }

  private async tellOf(tx: EntityManager, approval: Approval): Promise<void> {
    const mailing = await findMailing(tx, approval.mailingId, null);
    const able = await this.colleagues.holding(tx, approval.ownerId, 'mailings.send');
    const isAsker = ({ accountId }: Colleague): boolean => accountId === approval.askedBy;
    const isAsked = approval.state === 'asked';
    const host = await this.chapters.host(tx, approval.ownerId);
    for (const to of able.filter((each) => isAsker(each) !== isAsked)) {
      const { language, name, email: address, accountId } = to;
      const url = `${this.config.origin}/console/mailings/${approval.mailingId}`;
      const letter = { language, host, name, mailing: mailing!.name, approval, url };
      await this.post.send(tx, {
        ownerId: approval.ownerId,
        to: { name, address },
        kind: 'staff',
        language,
        content: isAsked ? askedMail(letter) : decidedMail(letter),
        dedupeKey: `approval:${approval.id}:${approval.state}:${accountId}`,
      });
    }
  }
}

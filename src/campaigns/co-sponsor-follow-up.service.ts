import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Post } from '../email/post.service.js';
import { localized } from '../layout/i18n.js';
import { Chapters } from '../network/chapters.service.js';
import { SourceCodes } from '../partners/credit/source-codes.service.js';
import { PartnerContacts } from '../partners/partner-contacts.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../platform/jobs/job.js';
import {
  claimTelling,
  findUntold,
  findWithoutLink,
  lockLinks,
  type Untold,
} from './co-sponsor-follow-up.sql.js';
import { invitationMail } from './co-sponsors.emails.js';
import { followCoSponsors } from './co-sponsors.jobs.js';

/** What follows on an invitation and on its acceptance. Runs as the owner of the tables. */
@Injectable()
export class CoSponsorFollowUp {
  constructor(
    private readonly database: Database,
    private readonly contacts: PartnerContacts,
    private readonly chapters: Chapters,
    private readonly codes: SourceCodes,
    private readonly post: Post,
    private readonly config: Config,
  ) {}

  @Handles(followCoSponsors)
  async follow(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const untold = await this.database.as(Scope.nothing, findUntold);
    for (const invitation of untold) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(invitation.ownerId), async (tx) => {
        if (await claimTelling(tx, invitation.id)) await this.tell(tx, invitation);
      });
    }
    if (untold.length > 0) await this.post.wake();
    await this.database.as(Scope.nothing, (tx) => this.giveLinks(tx));
  }

  /** To its designees and its own administrators. Where it has neither nobody is mailed, and staff record what they are told. */
  private async tell(tx: EntityManager, { ownerId, organizationId, title, ...terms }: Untold): Promise<void> {
    const host = await this.chapters.host(tx, ownerId);
    const { name: organization } = await this.chapters.host(tx, organizationId);
    const to = { writerId: ownerId, partnerId: organizationId, role: 'designee' } as const;
    for (const { personId, name, email, language } of await this.contacts.of(tx, to))
      await this.post.send(tx, {
        ownerId,
        personId,
        to: { name, address: email },
        kind: 'co-sponsor-invitation',
        language,
        content: invitationMail({
          ...terms,
          language,
          host,
          name,
          organization,
          title: localized(title, language),
          url: `${this.config.origin}/console/hub`,
        }),
        isPractice: host.isPractice,
        ...(host.replyTo && { replyTo: { name: host.name, address: host.replyTo } }),
      });
  }

  private async giveLinks(tx: EntityManager): Promise<void> {
    await lockLinks(tx);
    for (const partner of await findWithoutLink(tx)) await this.codes.give(tx, partner);
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Scope } from '../../platform/database/scope.js';
import { Segments } from '../../segments/segments.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { type ChosenPeople } from './audience.sql.js';
import { type Audience, type Mailing } from './mailing.entity.js';
import { type AudienceForm } from './mailings.forms.js';

/** Whom mailings go to, in the audience language of segments/. */
@Injectable()
export class Audiences {
  constructor(
    private readonly segments: Segments,
    private readonly rules: SendingRulesService,
  ) {}

  /**
   * As it is stored: filters are read, and the segments they name are left as names.
   *
   * @throws Invalid for what is no filter, NotFound or Forbidden for an organization in which the caller writes no mail.
   */
  async read(tx: EntityManager, caller: Caller, ownerId: string, form: AudienceForm): Promise<Audience> {
    // A mailing reaches only people of organizations in which its author may write mailings.
    for (const id of form.organizations) if (id !== ownerId) caller.requires('mailings.write', id);
    const filter = async (sent: unknown, param: string): Promise<Audience['include']> =>
      sent === null || sent === undefined ? null : this.segments.check(tx, sent, param);
    return {
      organizations: form.organizations,
      include: await filter(form.include, 'audience.include'),
      exclude: await filter(form.exclude, 'audience.exclude'),
    };
  }

  /** Whom it chooses now, for the statements of audience.sql.ts. The transaction's scope must hold `scopeOf` of it. */
  async chosen(tx: EntityManager, { ownerId, audience, topicId, isUrgent }: Mailing): Promise<ChosenPeople> {
    const { include, exclude } = audience;
    const [all, none] = [
      include && (await this.segments.complete(tx, include, 'audience.include')),
      exclude && (await this.segments.complete(tx, exclude, 'audience.exclude')),
    ];
    const wanted = [all ?? [], none ? { not: none } : []].flat();
    return {
      senderId: ownerId,
      topicId,
      isUrgent,
      isCapped: (await this.rules.ofNetwork(tx)).capMails !== null,
      organizations: organizationsOf({ ownerId, audience }),
      where: this.segments.where({ all: wanted }),
    };
  }

  /** What a worker works in the name of when it freezes the mailing. */
  scopeOf(mailing: Mailing): Scope {
    return Scope.organizations(...new Set([mailing.ownerId, ...organizationsOf(mailing)]));
  }
}

function organizationsOf({ ownerId, audience }: Pick<Mailing, 'ownerId' | 'audience'>): string[] {
  return audience.organizations.length > 0 ? audience.organizations : [ownerId];
}

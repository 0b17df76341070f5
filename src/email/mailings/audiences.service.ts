import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Scope } from '../../platform/database/scope.js';
import { Forbidden } from '../../platform/http/errors.js';
import { Segments } from '../../segments/segments.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Permission } from '../../staff/roles.access.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { rulesThatAreOn } from '../sunset/sunset-rules.sql.js';
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
      limit: form.limit ?? null,
    };
  }

  /**
   * Before a stored audience is used again: it may name organizations in which whoever wrote it worked, and the caller does not.
   *
   * @throws Forbidden
   */
  assertReach(
    caller: Caller,
    { ownerId, audience }: Pick<Mailing, 'ownerId' | 'audience'>,
    permission: Permission,
  ): void {
    if (audience.organizations.every((id) => id === ownerId || caller.can(permission, id))) return;
    const message = 'It goes to people of organizations in which your role does not allow this.';
    throw new Forbidden(message, 'audience_of_others');
  }

  /** Whom it chooses now, for the statements of audience.sql.ts. The transaction's scope must hold `scopeOf` of it. */
  async chosen(
    tx: EntityManager,
    { id, ownerId, audience, topicId, isUrgent, isWinBack }: Mailing,
  ): Promise<ChosenPeople> {
    const { include, exclude } = audience;
    const [all, none] = [
      include && (await this.segments.complete(tx, include, 'audience.include')),
      exclude && (await this.segments.complete(tx, exclude, 'audience.exclude')),
    ];
    const organizations = organizationsOf({ ownerId, audience });
    const wanted = [all ?? [], none ? { not: none } : []].flat();
    return {
      senderId: ownerId,
      topicId,
      isUrgent,
      winBackId: isWinBack ? id : null,
      sunsetOf: await rulesThatAreOn(tx, [ownerId, ...organizations]),
      isCapped: (await this.rules.ofNetwork(tx)).capMails !== null,
      organizations,
      drawn: audience.limit ? { most: audience.limit, by: id } : null,
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

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { AccountMail } from '../account-mail.service.js';
import { type AccountState } from '../accounts.sql.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { Sessions } from '../sessions.service.js';
import { OneTimeLinks } from '../sign-in/one-time-links.service.js';
import { invitationMail } from '../staff.emails.js';
import { requireGivable } from './granting.js';
import { type GrantForm, type InvitationForm, type TeamQuery } from './team.forms.js';
import { showMember, type StaffPage, type StaffResource } from './team.resources.js';
import {
  deleteGrant,
  ensureAccount,
  findMember,
  findOrganization,
  findTeam,
  setDisabled,
  type TeamMember,
  upsertGrant,
  worksElsewhere,
} from './team.sql.js';

/** The people who work for an organization, and what they may do there. */
@Injectable()
export class Team {
  constructor(
    private readonly database: Database,
    private readonly links: OneTimeLinks,
    private readonly sessions: Sessions,
    private readonly mail: AccountMail,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller, query: TeamQuery): Promise<StaffPage> {
    const filter = {
      organizationId: query.organization_id ?? null,
      eventId: query.event_id ?? null,
      search: query.search?.replace(/[\\%_]/g, '\\$&') || null,
      after: fromCursor(query.after, 2),
      limit: query.limit,
    };
    const found = await this.database.as(caller.scope('staff.read'), (tx) =>
      findTeam(tx, caller.within('staff.read'), filter),
    );
    return toPage(
      found,
      query.limit,
      ({ sortName, id }) => [sortName, id],
      (each) => showMember(each, caller.accountId),
    );
  }

  async find(caller: Caller, accountId: string): Promise<StaffResource> {
    return this.database.as(caller.scope('staff.read'), async (tx) =>
      showMember(await this.member(tx, caller, accountId), caller.accountId),
    );
  }

  /**
   * Gives a role to whoever has the address. A new account gets a link to choose its password; one that exists gets
   * the role and is told. Nothing is said of what else an existing account may do.
   */
  async invite(caller: Caller, form: InvitationForm): Promise<StaffResource> {
    const email = canonicalEmail(form.email)!; // the form has checked it
    const shown = await this.database.as(caller.scope('staff.manage'), async (tx) => {
      await this.requireGivable(tx, caller, form);
      const account = await ensureAccount(tx, { email, name: form.name, locale: form.locale });
      refuseOwn(caller, account.id);
      await this.bringIn(tx, caller, account, form);
      return showMember(await this.member(tx, caller, account.id), caller.accountId);
    });
    await this.mail.wake();
    return shown;
  }

  /**
   * The first administrator of a chapter that the caller has just founded, in that transaction; may be the founder.
   *
   * @returns the account.
   */
  async appoint(
    tx: EntityManager,
    caller: Caller,
    { name, email, organizationId }: { name: string; email: string; organizationId: string },
  ): Promise<string> {
    const account = await ensureAccount(tx, { email: canonicalEmail(email)!, name, locale: 'en' });
    await this.bringIn(tx, caller, account, { role: 'chapter-admin', organization_id: organizationId });
    return account.id;
  }

  /** A new link for an invitation that was lost or is too old; the earlier one is void. */
  async inviteAgain(caller: Caller, accountId: string): Promise<StaffResource> {
    const shown = await this.database.as(caller.scope('staff.manage'), async (tx) => {
      const member = await this.member(tx, caller, accountId);
      const here = member.roles.find((each) => caller.can('staff.manage', each.organization_id));
      if (!here) throw new NotFound();
      if (member.state !== 'invited')
        throw new Conflict('not_invited', 'This account has been set up already, or is disabled.');
      await this.mailInvitation(tx, caller, accountId, here.organization_id);
      return showMember(member, caller.accountId);
    });
    await this.mail.wake();
    return shown;
  }

  async addGrant(caller: Caller, accountId: string, form: GrantForm): Promise<StaffResource> {
    const shown = await this.database.as(caller.scope('staff.manage'), async (tx) => {
      await this.member(tx, caller, accountId);
      refuseOwn(caller, accountId);
      await this.requireGivable(tx, caller, form);
      await this.grant(tx, caller, accountId, form);
      await this.mail.notify(tx, accountId, 'role-added', form.organization_id);
      return showMember(await this.member(tx, caller, accountId), caller.accountId);
    });
    await this.mail.wake();
    return shown;
  }

  async removeGrant(caller: Caller, accountId: string, grantId: string): Promise<void> {
    await this.database.as(caller.scope('staff.manage'), async (tx) => {
      const member = await this.member(tx, caller, accountId);
      const held = member.roles.find(({ id }) => id === grantId);
      if (!held) throw new NotFound();
      refuseOwn(caller, accountId);
      await this.requireGivable(tx, caller, held);
      await deleteGrant(tx, grantId);
      const detail = { account: accountId, role: held.role };
      await this.note(tx, caller, held.organization_id, 'grant.removed', grantId, detail);
    });
  }

  /** Disables the account: it is signed out everywhere at once, and its links are void. Or enables it again. */
  async suspend(caller: Caller, accountId: string, isSuspended: boolean): Promise<StaffResource> {
    return this.database.as(caller.scope('staff.manage'), async (tx) => {
      const member = await this.member(tx, caller, accountId);
      refuseOwn(caller, accountId);
      for (const held of member.roles) await this.requireGivable(tx, caller, held);
      if (await worksElsewhere(tx, accountId, caller.organizations('staff.manage')))
        throw new Conflict(
          'works_elsewhere',
          'This account also serves others. Take away its roles here instead.',
        );
      if ((await setDisabled(tx, accountId, isSuspended)) === 0)
        throw new Conflict('state', `This account is ${member.state} already.`);
      await this.sessions.endOthers(tx, accountId, null);
      await this.links.void(tx, accountId);
      const action = isSuspended ? 'account.disabled' : 'account.enabled';
      await this.note(tx, caller, member.roles[0]!.organization_id, action, accountId);
      return showMember(await this.member(tx, caller, accountId), caller.accountId);
    });
  }

  private async member(tx: EntityManager, caller: Caller, accountId: string): Promise<TeamMember> {
    const found = await findMember(tx, caller.within('staff.read'), accountId);
    if (!found) throw new NotFound();
    return found;
  }

  private async requireGivable(
    tx: EntityManager,
    caller: Caller,
    { role, organization_id }: Pick<GrantForm, 'role' | 'organization_id'>,
  ): Promise<void> {
    const organization = await findOrganization(tx, organization_id);
    if (!organization) throw new NotFound();
    requireGivable(caller, role, organization);
  }

  /** The role, and the mail that says so. */
  private async bringIn(
    tx: EntityManager,
    caller: Caller,
    account: { id: string; state: AccountState },
    form: GrantForm,
  ): Promise<void> {
    await this.grant(tx, caller, account.id, form);
    if (account.state === 'invited') await this.mailInvitation(tx, caller, account.id, form.organization_id);
    if (account.state === 'active')
      await this.mail.notify(tx, account.id, 'role-added', form.organization_id);
  }

  private async grant(tx: EntityManager, caller: Caller, accountId: string, form: GrantForm): Promise<void> {
    const grantId = await upsertGrant(tx, {
      accountId,
      role: form.role,
      organizationId: form.organization_id,
      eventId: form.event_id ?? null,
      grantedBy: caller.accountId,
      expiresAt: form.expires_at ?? null,
    });
    const detail = {
      account: accountId,
      role: form.role,
      expires_at: form.expires_at?.toISOString() ?? null,
    };
    await this.note(tx, caller, form.organization_id, 'grant.added', grantId, detail);
  }

  private async mailInvitation(
    tx: EntityManager,
    caller: Caller,
    accountId: string,
    organizationId: string,
  ): Promise<void> {
    const url = await this.links.make(tx, accountId, 'invitation');
    const invitedBy = caller.name;
    await this.mail.sendSecret(
      tx,
      accountId,
      (letter) => invitationMail({ ...letter, url, invitedBy }),
      organizationId,
    );
    await this.note(tx, caller, organizationId, 'account.invited', accountId);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    organizationId: string,
    action: string,
    id: string,
    detail: Record<string, unknown> = {},
  ): Promise<void> {
    const kind = action.startsWith('grant') ? 'grant' : 'account';
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind, id }, detail });
  }
}

/** AC-3: nobody raises (or locks out) themselves. */
function refuseOwn(caller: Caller, accountId: string): void {
  if (accountId === caller.accountId)
    throw new Conflict('own_account', 'Ask another administrator to change your own roles.');
}

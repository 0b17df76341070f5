import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { row } from '../platform/database/sql.js';
import { type FieldError, Invalid } from '../platform/http/errors.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { ApiKeys } from './api-keys/api-keys.service.js';
import { Audit } from './audit.service.js';
import { type Role, ROLES } from './roles.access.js';
import { OneTimeLinks } from './sign-in/one-time-links.service.js';
import { type OrganizationKind, ROLE_FITS } from './team/granting.js';
import { ensureAccount, upsertGrant } from './team/team.sql.js';

/** What whoever runs the server gives: the first accounts and keys, which nobody in the product could give yet. */
@Injectable()
export class Appointing {
  constructor(
    private readonly database: Database,
    private readonly links: OneTimeLinks,
    private readonly keys: ApiKeys,
    private readonly audit: Audit,
  ) {}

  /**
   * Gives a role to whoever has the address.
   *
   * @param slug the organization's; the network where it is not said.
   * @returns a link that signs in once, within 30 minutes.
   * @throws Invalid naming what is wrong: an address, a role, an organization, or a role that does not fit it.
   */
  async staff(wanted: { email: string; name?: string; role: string; slug?: string }): Promise<string> {
    const email = canonicalEmail(wanted.email);
    if (!email) throw wrong('email', `${wanted.email} is no email address.`);
    return this.database.as(Scope.nothing, async (tx) => {
      const place = await this.place(tx, wanted);
      return this.first(tx, { email, name: wanted.name ?? email, ...place });
    });
  }

  /**
   * The first of an organization, in the transaction that founded it or for whoever runs the server.
   *
   * @returns a link that signs in once, within 30 minutes.
   */
  async first(
    tx: EntityManager,
    {
      email,
      name,
      role,
      organizationId,
    }: { email: string; name: string; role: Role; organizationId: string },
  ): Promise<string> {
    const account = await ensureAccount(tx, { email: canonicalEmail(email)!, name, locale: 'en' });
    const grantId = await upsertGrant(tx, {
      accountId: account.id,
      role,
      organizationId,
      eventId: null,
      grantedBy: null,
      expiresAt: null,
    });
    await this.audit.append(tx, null, {
      organizationId,
      action: 'grant.added',
      subject: { kind: 'grant', id: grantId },
      detail: { account: account.id, role },
    });
    return this.links.make(tx, account.id, 'sign-in');
  }

  /** @returns the whole key; it cannot be shown again. Throws as `staff` does. */
  async apiKey(wanted: { name: string; role: string; slug?: string }): Promise<string> {
    return this.database.as(Scope.nothing, async (tx) => {
      const { role, organizationId } = await this.place(tx, wanted);
      const { key } = await this.keys.make(tx, null, { name: wanted.name, role, organizationId });
      return key;
    });
  }

  private async place(
    tx: EntityManager,
    { role, slug }: { role: string; slug?: string },
  ): Promise<{ role: Role; organizationId: string }> {
    const known = ROLES.find((each) => each === role);
    if (!known) throw wrong('role', `There is no role ${role}. Roles: ${ROLES.join(', ')}.`);
    const organization = await row<{ id: string; kind: OrganizationKind }>(
      tx,
      `SELECT id, kind FROM organizations WHERE slug = $1 OR ($1 IS NULL AND kind = 'network')
       ORDER BY created_at, id LIMIT 1`,
      [slug ?? null],
    );
    if (!organization)
      throw wrong('chapter', slug ? `There is no chapter ${slug}.` : 'There is no network yet.');
    if (!ROLE_FITS[known].includes(organization.kind))
      throw wrong('role', `A ${known} belongs to a ${ROLE_FITS[known].join(' or a ')}.`);
    return { role: known, organizationId: organization.id };
  }
}

function wrong(param: string, message: string): Invalid {
  const fields: FieldError[] = [{ param, message }];
  return new Invalid(fields, message);
}

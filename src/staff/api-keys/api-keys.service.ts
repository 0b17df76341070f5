import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { NotFound } from '../../platform/http/errors.js';
import { fromCursor, type PageQuery, toPage } from '../../platform/paging/paging.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { type Role } from '../roles.access.js';
import { requireGivable } from '../team/granting.js';
import { findOrganization } from '../team/team.sql.js';
import { type ApiKeyForm } from './api-keys.forms.js';
import { type ApiKeyPage, type NewApiKeyResource, showKey } from './api-keys.resources.js';
import { findApiKey, findKeys, insertKey, revokeKey } from './api-keys.sql.js';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/**
 * Keys for programs (ASVS 13.3): `accord_<prefix>_<secret>`. The prefix is kept to name the key, of the 256-bit secret
 * only the SHA-256. A key holds one role in one organization, ends by itself, and is shown once.
 */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly audit: Audit,
  ) {}

  async list(caller: Caller, query: PageQuery): Promise<ApiKeyPage> {
    const found = await this.database.as(caller.scope('staff.manage'), (tx) =>
      findKeys(tx, caller.within('staff.manage'), fromCursor(query.after, 1), query.limit),
    );
    return toPage(found, query.limit, ({ id }) => [id], showKey);
  }

  async create(caller: Caller, form: ApiKeyForm): Promise<NewApiKeyResource> {
    return this.database.as(caller.scope('staff.manage'), async (tx) => {
      const organization = await findOrganization(tx, form.organization_id);
      if (!organization) throw new NotFound();
      requireGivable(caller, form.role, organization);
      const { id, key } = await this.make(tx, caller, {
        name: form.name,
        role: form.role,
        organizationId: form.organization_id,
        expiresAt: form.expires_at,
      });
      const made = await findApiKey(tx, caller.within('staff.manage'), id);
      return { ...showKey(made!), key };
    });
  }

  /**
   * Makes a key, also for the operator's tool, which has no caller.
   *
   * @param expiresAt a year from now where it is not said.
   */
  async make(
    tx: EntityManager,
    caller: Caller | null,
    wanted: { name: string; role: Role; organizationId: string; expiresAt?: Date | null },
  ): Promise<{ id: string; key: string }> {
    const [prefix, secret] = [randomBytes(6).toString('hex'), this.tokens.random()];
    const id = await insertKey(tx, {
      prefix,
      secretHash: this.tokens.hash(secret),
      name: wanted.name,
      role: wanted.role,
      organizationId: wanted.organizationId,
      createdBy: caller?.accountId ?? null,
      expiresAt: wanted.expiresAt ?? new Date(Date.now() + YEAR_MS),
    });
    await this.audit.append(tx, caller, {
      organizationId: wanted.organizationId,
      action: 'api-key.created',
      subject: { kind: 'api-key', id },
      detail: { role: wanted.role, prefix },
    });
    return { id, key: `accord_${prefix}_${secret}` };
  }

  /** The key is dead from the next request on. Revoking it again changes nothing. */
  async revoke(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller.scope('staff.manage'), async (tx) => {
      const found = await findApiKey(tx, caller.within('staff.manage'), id);
      if (!found) throw new NotFound();
      caller.requires('staff.manage', found.organizationId);
      await revokeKey(tx, id);
      await this.audit.append(tx, caller, {
        organizationId: found.organizationId,
        action: 'api-key.revoked',
        subject: { kind: 'api-key', id },
        detail: { prefix: found.prefix },
      });
    });
  }
}

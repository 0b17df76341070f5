import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { type Role } from '../roles.access.js';
import { findRules, putRules } from './two-factor-rules.sql.js';
import { type TwoFactorRuleResource, toResource } from './two-factor-rules.resources.js';

/**
 * Whom an organization asks for a second factor: everybody who holds one of these roles there. Whoever has none yet gets
 * no further than its set-up, from the next request on.
 */
@Injectable()
export class TwoFactorRules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller): Promise<TwoFactorRuleResource[]> {
    return this.database.as(caller.scope('staff.read'), async (tx) =>
      (await findRules(tx, caller.organizations('staff.read'))).map(toResource),
    );
  }

  put(caller: Caller, organizationId: string, roles: readonly Role[]): Promise<TwoFactorRuleResource> {
    caller.requires('staff.manage', organizationId);
    return this.database.as(caller.scope('staff.manage'), async (tx) => {
      await putRules(tx, organizationId, roles);
      await this.audit.append(tx, caller, {
        organizationId,
        action: 'two-factor-rules.changed',
        subject: { kind: 'organization', id: organizationId },
        detail: { roles },
      });
      return toResource((await findRules(tx, [organizationId]))[0]!);
    });
  }
}

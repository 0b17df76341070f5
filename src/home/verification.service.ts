import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Audit } from '../staff/audit.service.js';
import { type Finding, findBroken } from './verify.sql.js';

/** Whether what is written down adds up. */
@Injectable()
export class Verification {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Counts, capacities, consent, frozen texts and the chain of the audit log, safe beside running web and
   * workers. Needs the owner of the tables. Changes nothing.
   */
  run(): Promise<{ findings: Finding[]; auditEntries: number }> {
    return this.database.as(Scope.nothing, async (tx) => {
      const findings = await findBroken(tx);
      const { checked, brokenAt } = await this.audit.verify(tx);
      if (brokenAt !== null) {
        findings.push({
          subject: `audit entry ${brokenAt}`,
          problem: 'was changed, or the one before it is gone',
        });
      }
      return { findings, auditEntries: checked };
    });
  }
}

import { Injectable } from '@nestjs/common';
import { rmSync } from 'node:fs';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type PracticeRemoval } from './practice.resources.js';
import { removePractice } from './practice.sql.js';
import { signInsFile } from './sample.service.js';

/** "Start for real": the end of practising. */
@Injectable()
export class Practice {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly audit: Audit,
  ) {}

  /**
   * Removes every practice row in one transaction and leaves what is real. A second time removes nothing. The accounts
   * of the sample go too: whoever used one is signed out, and goes on with an account of their own.
   *
   * @param caller null for the operator's tool. Who may is decided by the route (`practice.remove`).
   */
  async remove(caller: Caller | null = null): Promise<PracticeRemoval> {
    const removed = await this.database.as(Scope.nothing, async (tx) => {
      const counts = await removePractice(tx);
      await this.audit.append(tx, caller, {
        organizationId: null,
        action: 'practice.removed',
        subject: { kind: 'installation', id: null },
        detail: counts,
      });
      return counts;
    });
    rmSync(signInsFile(this.config), { force: true }); // they open nothing any more
    return { removed };
  }
}

import { Injectable } from '@nestjs/common';
import { rmSync } from 'node:fs';
import { type EntityManager } from 'typeorm';
import { Networks } from '../../network/networks.service.js';
import { Organizations } from '../../network/organizations.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, type FieldError, Invalid } from '../../platform/http/errors.js';
import { Appointing } from '../../staff/appointing.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type RealCoalition, type StartForReal } from './practice.forms.js';
import { type PracticeRemoval, type PracticeResource } from './practice.resources.js';
import { findAdded, findCoalitions, type Removed, removePractice } from './practice.sql.js';
import { signInsFile } from './sample.service.js';

/** "Start for real": the end of practising, and the beginning of a coalition of one's own. */
@Injectable()
export class Practice {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly networks: Networks,
    private readonly organizations: Organizations,
    private readonly appointing: Appointing,
    private readonly audit: Audit,
  ) {}

  /** What would go. What chapters keep from the caller is not told, and goes too. */
  async show(caller: Caller): Promise<PracticeResource> {
    return this.database.as(caller.scope('audit.read'), async (tx) => {
      const { practice, hasReal } = await findCoalitions(tx);
      return { name: practice, added: practice ? await findAdded(tx) : [], has_real_coalition: hasReal };
    });
  }

  /**
   * Removes every practice row in one transaction, leaves what is real, and founds the real coalition where there is
   * none: the sample's accounts go too, the caller's as a rule, so its first administrator gets a link that signs in.
   *
   * @throws Invalid for a name that is not the practice coalition's, or nobody who could sign in afterwards.
   * @throws Conflict where something was added since, and the form does not say that it may go.
   */
  async startForReal(caller: Caller, form: StartForReal): Promise<PracticeRemoval> {
    const { name, added, has_real_coalition: hasReal } = await this.show(caller);
    const wrong: FieldError[] = [];
    if (name === null || form.confirmation.trim() !== name)
      wrong.push({ param: 'confirmation', message: 'This is not the name of the practice coalition.' });
    if (!hasReal && !form.coalition)
      wrong.push({
        param: 'coalition',
        message: 'Say what your coalition is called and who administers it.',
      });
    if (wrong.length > 0) throw new Invalid(wrong);
    if (added.length > 0 && !form.removes_own)
      throw new Conflict('practice_in_use', 'You have added things of your own. Confirm that they go too.');
    const id = await this.database.as(Scope.nothing, (tx) => this.organizations.newId(tx));
    const done = await this.database.as(Scope.account(caller.accountId, [id]), async (tx) => {
      const removed = await removePractice(tx);
      await this.note(tx, caller, removed);
      return { removed, sign_in_url: hasReal ? null : await this.found(tx, id, form.coalition!) };
    });
    rmSync(signInsFile(this.config), { force: true }); // they open nothing any more
    return done;
  }

  /** For the operator's tool: removes, and founds nothing. A second time removes nothing. */
  async remove(): Promise<Removed> {
    const removed = await this.database.as(Scope.nothing, async (tx) => {
      const counts = await removePractice(tx);
      await this.note(tx, null, counts);
      return counts;
    });
    rmSync(signInsFile(this.config), { force: true });
    return removed;
  }

  private async found(tx: EntityManager, id: string, coalition: RealCoalition): Promise<string> {
    const { name, administrator_name, administrator_email } = coalition;
    await this.networks.found(tx, { id, name });
    return this.appointing.first(tx, {
      email: administrator_email,
      name: administrator_name,
      role: 'network-admin',
      organizationId: id,
    });
  }

  private note(tx: EntityManager, caller: Caller | null, removed: Removed): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: null,
      action: 'practice.removed',
      subject: { kind: 'installation', id: null },
      detail: removed,
    });
  }
}

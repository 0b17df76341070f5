import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { COUNTRIES, nameOf, spellingsOf } from './countries.js';
import { type NewOptInRule } from './opt-in-rules.forms.js';
import { type OptInRulesResource } from './opt-in-rules.resources.js';
import { deleteRule, findRule, findRules, insertRule } from './opt-in-rules.sql.js';

/** Where a "yes" to mail needs a click in the person's own mail (CO-4), as an organization decides it for itself. */
@Injectable()
export class OptInRules {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** What holds for the organization, also by the word of the network above it. */
  read(caller: Caller, ownerId: string): Promise<OptInRulesResource> {
    caller.requires('chapter.settings', ownerId);
    return this.database.as(caller.scope('chapter.settings'), (tx) => this.show(tx, ownerId));
  }

  /** From here on; who is subscribed already stays so. A rule that stands already is no error. */
  add(caller: Caller, form: NewOptInRule): Promise<OptInRulesResource> {
    const { owner_id: ownerId, form: way, country } = form;
    caller.requires('chapter.settings', ownerId);
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const spellings = country === null ? [] : spellingsOf(country);
      await insertRule(tx, { ownerId, form: way, country, spellings, accountId: caller.accountId });
      await this.note(tx, caller, 'opt-in.rule-added', { ownerId, form: way, country });
      return this.show(tx, ownerId);
    });
  }

  /** Whoever was asked while it held still has to click. @throws NotFound for a rule of somebody else. */
  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('chapter.settings'), async (tx) => {
      const rule = await findRule(tx, id, caller.within('chapter.settings'));
      if (!rule) throw new NotFound();
      caller.requires('chapter.settings', rule.ownerId);
      await deleteRule(tx, id);
      await this.note(tx, caller, 'opt-in.rule-removed', rule);
    });
  }

  private async show(tx: EntityManager, ownerId: string): Promise<OptInRulesResource> {
    const rules = await findRules(tx, ownerId);
    return {
      rules: rules.map((rule) => ({
        id: rule.id,
        owner_id: rule.ownerId,
        is_inherited: rule.ownerId !== ownerId,
        form: rule.form,
        country: rule.country,
        made_at: rule.madeAt.toISOString(),
      })),
      countries: COUNTRIES.map((code) => ({ code, name: nameOf(code, 'en') })).sort((a, b) =>
        a.name.localeCompare(b.name, 'en'),
      ),
    };
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    { ownerId, form, country }: { ownerId: string; form: string | null; country: string | null },
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: ownerId,
      action,
      subject: { kind: 'organization', id: ownerId },
      detail: { form, country },
    });
  }
}

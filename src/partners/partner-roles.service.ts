import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { row, rows } from '../platform/database/sql.js';
import { Conflict, Invalid, NotFound } from '../platform/http/errors.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type NewPartnerRole, type PartnerRoleChanges } from './partners.forms.js';
import { type PartnerRecord } from './partners.resources.js';
import { type Membership } from './partners.sql.js';
import { Partners } from './partners.service.js';

interface HeldRole {
  personId: string;
  role: string;
}

/** Who does what at a partner: a role begins and ends on a day, and stays in the record. */
@Injectable()
export class PartnerRoles {
  constructor(
    private readonly partners: Partners,
    private readonly audit: Audit,
  ) {}

  addRole(caller: Caller, id: string, form: NewPartnerRole): Promise<PartnerRecord> {
    return this.partners.writing(caller, id, async (tx, partner) => {
      const person = await row(
        tx,
        `SELECT 1 FROM people WHERE id = $1 AND state = 'active' AND owner_id = $2`,
        [form.person_id, partner.chapterId],
      );
      if (!person) throw new NotFound('This person is not in the chapter.');
      const made = await row(
        tx,
        `INSERT INTO partner_roles (partner_id, person_id, role, title, starts_on) VALUES ($1, $2, $3, $4, coalesce($5, current_date))
         ON CONFLICT (partner_id, person_id, role) WHERE ends_on IS NULL DO NOTHING RETURNING id`,
        [partner.partnerId, form.person_id, form.role, form.title ?? '', form.starts_on ?? null],
      );
      if (!made) throw new Conflict('role_held', 'This person holds the role already.');
      await this.note(tx, caller, 'partner.role-added', partner, {
        personId: form.person_id,
        role: form.role,
      });
    });
  }

  /** @throws Invalid on `ends_on` where the role would end before it begins. */
  changeRole(caller: Caller, id: string, roleId: string, form: PartnerRoleChanges): Promise<PartnerRecord> {
    return this.partners.writing(caller, id, async (tx, partner) => {
      const [changed] = await rows<HeldRole>(
        tx,
        `UPDATE partner_roles SET title = coalesce($3, title), starts_on = coalesce($4::date, starts_on),
           ends_on = coalesce($5::date, ends_on)
         WHERE id = $1 AND partner_id = $2 RETURNING person_id AS "personId", role`,
        [roleId, partner.partnerId, form.title ?? null, form.starts_on ?? null, form.ends_on ?? null],
      ).catch(orEndsTooEarly);
      if (!changed) throw new NotFound();
      await this.note(tx, caller, 'partner.role-changed', partner, changed);
    });
  }

  endRole(caller: Caller, id: string, roleId: string): Promise<PartnerRecord> {
    return this.partners.writing(caller, id, async (tx, partner) => {
      const [ended] = await rows<HeldRole>(
        tx,
        `UPDATE partner_roles SET ends_on = greatest(current_date, starts_on) WHERE id = $1 AND partner_id = $2 AND ends_on IS NULL
         RETURNING person_id AS "personId", role`,
        [roleId, partner.partnerId],
      );
      if (!ended) throw new NotFound();
      await this.note(tx, caller, 'partner.role-ended', partner, ended);
    });
  }

  /** About the person, so that of somebody sealed only those read it who see them. */
  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    { chapterId, membershipId }: Membership,
    { personId, role }: HeldRole,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: chapterId,
      action,
      subject: { kind: 'person', id: personId },
      detail: { role, partner: membershipId },
    });
  }
}

/** The table's own check: a role ends on or after the day on which it began. */
function orEndsTooEarly(error: Error & { code?: string }): never {
  if (error.code !== '23514') throw error;
  throw new Invalid([{ param: 'ends_on', message: 'A role cannot end before it begins.' }]);
}

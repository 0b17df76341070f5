import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Organizations } from '../network/organizations.service.js';
import { Database } from '../platform/database/database.service.js';
import { affected } from '../platform/database/sql.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import {
  type ListingConsent,
  type NewPartner,
  type PartnerChanges,
  type PartnerQuery,
  type StatusChange,
} from './partners.forms.js';
import { NEXT_STATUSES, type Sector } from './partner.terms.js';
import {
  PartnerRecord,
  PartnerResource,
  PartnerRoleResource,
  PartnerTimelineEntry,
} from './partners.resources.js';
import {
  findListed,
  findMembership,
  findMemberships,
  findRoles,
  findTimeline,
  insertChange,
  insertMembership,
  type Membership,
  moveMembership,
} from './partners.sql.js';

/** Partner organizations as chapters know them. Ids of the API are memberships: a partner in a chapter. */
@Injectable()
export class Partners {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller, query: PartnerQuery): Promise<Page<PartnerResource>> {
    const filter = {
      within: caller.within('partners.read'),
      chapterId: query.chapter_id ?? null,
      status: query.status ?? null,
      sector: query.sector ?? null,
      text: query.q ?? null,
    };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await findMemberships(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        (it) => [it.name, it.membershipId],
        PartnerResource.from.bind(PartnerResource),
      );
    });
  }

  record(caller: Caller, id: string): Promise<PartnerRecord> {
    return this.database.as(caller.scope('partners.read'), async (tx) =>
      this.show(tx, await this.find(tx, caller, id)),
    );
  }

  create(caller: Caller, form: NewPartner): Promise<PartnerRecord> {
    caller.requires('partners.write', form.chapter_id);
    return this.database.as(caller.scope('partners.write'), async (tx) => {
      const partnerId = await this.organizations.create(tx, {
        kind: 'partner',
        name: form.name,
        legalName: form.legal_name ?? null,
      });
      await this.insertDetails(tx, partnerId, form);
      const id = await insertMembership(tx, {
        partnerId,
        chapterId: form.chapter_id,
        status: 'prospect',
        isPractice: false,
        changedBy: caller.accountId,
      });
      await this.note(tx, caller, 'partner.created', form.chapter_id, id);
      return this.show(tx, await this.find(tx, caller, id));
    });
  }

  change(caller: Caller, id: string, form: PartnerChanges): Promise<PartnerRecord> {
    return this.writing(caller, id, async (tx, partner) => {
      await this.organizations.rename(tx, partner.partnerId, { name: form.name, legalName: form.legal_name });
      await affected(
        tx,
        `UPDATE partners SET sector = coalesce($2, sector), legal_type = coalesce($3, legal_type), website = coalesce($4, website),
           service_area = coalesce($5, service_area), description = coalesce($6, description) WHERE id = $1`,
        [
          partner.partnerId,
          form.sector ?? null,
          form.legal_type ?? null,
          form.website ?? null,
          form.service_area ?? null,
          form.description ?? null,
        ],
      );
      await this.note(tx, caller, 'partner.changed', partner.chapterId, id, { fields: Object.keys(form) });
    });
  }

  changeStatus(caller: Caller, id: string, form: StatusChange): Promise<PartnerRecord> {
    return this.writing(caller, id, async (tx, partner) => {
      const isAllowed = NEXT_STATUSES[partner.status].includes(form.status);
      const moved = isAllowed ? await moveMembership(tx, id, partner.status, form.status) : 0;
      if (moved === 0) {
        throw new Conflict(
          'status_conflict',
          `This partner is “${partner.status}” now and cannot become “${form.status}” from there.`,
        );
      }
      const change = {
        membershipId: id,
        from: partner.status,
        to: form.status,
        reason: form.reason ?? '',
        changedBy: caller.accountId,
      };
      await insertChange(tx, change);
      await this.note(tx, caller, 'partner.status-changed', partner.chapterId, id, {
        from: partner.status,
        to: form.status,
      });
    });
  }

  /** The public directory shows a partner only after this; taking it back takes it off at once. */
  setListing(caller: Caller, id: string, form: ListingConsent): Promise<PartnerRecord> {
    return this.writing(caller, id, async (tx, partner) => {
      await this.recordListing(tx, partner.partnerId, form.is_consented ? (form.consented_by ?? '') : null);
      await this.note(
        tx,
        caller,
        form.is_consented ? 'partner.listing-agreed' : 'partner.listing-withdrawn',
        partner.chapterId,
        id,
      );
    });
  }

  /** @param consentedBy who at the partner agreed; null takes it back. */
  async recordListing(tx: EntityManager, partnerId: string, consentedBy: string | null): Promise<void> {
    await affected(
      tx,
      `UPDATE partners SET is_listing_consented = $2, listing_consented_at = CASE WHEN $2 THEN now() END,
         listing_consented_by = $3 WHERE id = $1`,
      [partnerId, consentedBy !== null, consentedBy ?? ''],
    );
  }

  addNote(caller: Caller, id: string, body: string): Promise<PartnerRecord> {
    return this.writing(caller, id, async (tx) => {
      await tx.query(`INSERT INTO partner_notes (membership_id, author_id, body) VALUES ($1, $2, $3)`, [
        id,
        caller.accountId,
        body,
      ]);
      await affected(tx, `UPDATE memberships SET last_contact_at = now() WHERE id = $1`, [id]);
    });
  }

  /** For a chapter's public page: active there, and agreed to be named. */
  listed(tx: EntityManager, chapterId: string): Promise<{ name: string; sector: Sector; website: string }[]> {
    return findListed(tx, chapterId);
  }

  private async insertDetails(tx: EntityManager, partnerId: string, form: NewPartner): Promise<void> {
    await tx.query(
      `INSERT INTO partners (id, sector, legal_type, website, service_area, description) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        partnerId,
        form.sector,
        form.legal_type ?? 'other',
        form.website ?? '',
        form.service_area ?? '',
        form.description ?? '',
      ],
    );
  }

  /** @throws NotFound for a membership that the caller does not see. */
  async find(tx: EntityManager, caller: Caller, id: string): Promise<Membership> {
    const partner = await findMembership(tx, id, caller.within('partners.read'));
    if (!partner) throw new NotFound();
    return partner;
  }

  /** Reads the partner, checks the right to write in its chapter, works, and shows what has become of it. */
  writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, partner: Membership) => Promise<void>,
  ): Promise<PartnerRecord> {
    return this.database.as(caller.scope('partners.write'), async (tx) => {
      const partner = await this.find(tx, caller, id);
      caller.requires('partners.write', partner.chapterId);
      await work(tx, partner);
      return this.show(tx, await this.find(tx, caller, id));
    });
  }

  private async show(tx: EntityManager, partner: Membership): Promise<PartnerRecord> {
    const roles = await findRoles(tx, partner.partnerId);
    const timeline = await findTimeline(tx, partner.membershipId);
    return {
      ...PartnerResource.from(partner),
      roles: roles.map((each) => PartnerRoleResource.from(each)),
      timeline: timeline.map((each) => PartnerTimelineEntry.from(each)),
    };
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId,
      action,
      subject: { kind: 'partner', id },
      detail,
    });
  }
}

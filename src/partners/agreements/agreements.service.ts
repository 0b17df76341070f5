import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Sharing } from '../../people/sharing.service.js';
import { Database } from '../../platform/database/database.service.js';
import { affected } from '../../platform/database/sql.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { fromCursor, type Page, toPage } from '../../platform/paging/paging.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import {
  type AgreementChanges,
  type AgreementEnd,
  type AgreementQuery,
  type AgreementSignature,
  type NewAgreement,
} from './agreements.forms.js';
import { AgreementResource } from './agreements.resources.js';
import {
  type Agreement,
  type AgreementContent,
  countEligible,
  findAgreements,
  findAllowing,
  insertAgreement,
  replaceParties,
  updateAgreement,
} from './agreements.sql.js';

/**
 * The register of what organizations agreed in writing (PO-11). A chapter keeps it; every party reads its own. Nobody is
 * shown to a partner unless one in force allows it (CO-7), which the database asks again for every share.
 */
@Injectable()
export class Agreements {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly sharing: Sharing,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller, query: AgreementQuery): Promise<Page<AgreementResource>> {
    const filter = {
      within: caller.within('partners.read'),
      ownerId: query.owner_id,
      organizationId: query.organization_id,
      kind: query.kind,
      status: query.status,
      text: query.q,
    };
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const found = await findAgreements(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        (it) => [it.expiresOn ?? 'infinity', it.id],
        (it) => this.resource(caller, it),
      );
    });
  }

  record(caller: Caller, id: string): Promise<AgreementResource> {
    return this.database.as(caller.scope('partners.read'), async (tx) =>
      this.resource(caller, await this.readable(tx, caller, id)),
    );
  }

  /** @throws Invalid on `party_ids` for who is no partner of the chapter, on `expires_on` where sharing has no end. */
  create(caller: Caller, form: NewAgreement): Promise<AgreementResource> {
    caller.requires('agreements.write', form.owner_id);
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const content = {
        kind: form.kind,
        title: form.title,
        clauses: form.clauses ?? [],
        effectiveOn: form.effective_on,
        expiresOn: form.expires_on ?? null,
      };
      assertTimes(content);
      if (form.renews_id) await this.assertRenewable(tx, caller, form.renews_id, form.owner_id);
      const { timeZone } = await this.chapters.host(tx, form.owner_id);
      const id = await insertAgreement(tx, {
        ...content,
        ownerId: form.owner_id,
        timeZone,
        renewsId: form.renews_id ?? null,
        createdBy: caller.accountId,
      });
      await this.setParties(tx, { id, ownerId: form.owner_id }, form.party_ids);
      await this.note(tx, caller, 'agreement.created', { id, ownerId: form.owner_id }, { kind: form.kind });
      return this.resource(caller, await this.readable(tx, caller, id));
    });
  }

  /** @throws Conflict `agreement_signed` once every party has signed. */
  change(caller: Caller, id: string, form: AgreementChanges): Promise<AgreementResource> {
    return this.writing(caller, id, async (tx, agreement) => {
      assertDraft(agreement);
      const content = {
        kind: form.kind ?? agreement.kind,
        title: form.title ?? agreement.title,
        clauses: form.clauses ?? agreement.clauses,
        effectiveOn: form.effective_on ?? agreement.effectiveOn,
        expiresOn: form.expires_on === undefined ? agreement.expiresOn : form.expires_on,
      };
      assertTimes(content);
      const { timeZone } = await this.chapters.host(tx, agreement.ownerId);
      await updateAgreement(tx, id, { ...content, timeZone });
      if (form.party_ids) await this.setParties(tx, agreement, form.party_ids);
      await this.note(tx, caller, 'agreement.changed', agreement, { fields: Object.keys(form) });
    });
  }

  /** Records that a party signed. The last signature makes it what it says from its first day on. */
  sign(
    caller: Caller,
    id: string,
    organizationId: string,
    form: AgreementSignature,
  ): Promise<AgreementResource> {
    return this.writing(caller, id, async (tx, agreement) => {
      assertDraft(agreement);
      const signed = await affected(
        tx,
        `UPDATE agreement_parties SET signed_by = $3, signed_on = $4 WHERE agreement_id = $1 AND organization_id = $2`,
        [id, organizationId, form.signed_by, form.signed_on],
      );
      if (signed === 0) throw new NotFound();
      await this.note(tx, caller, 'agreement.signed', agreement, { party: organizationId });
    });
  }

  /** Ends it now, and with it, in the same transaction, every share that stands on it. */
  end(caller: Caller, id: string, { reason }: AgreementEnd): Promise<AgreementResource> {
    return this.writing(caller, id, async (tx, agreement) => {
      const ended = await affected(
        tx,
        `UPDATE agreements SET ended_at = now(), ended_by = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL`,
        [id, caller.accountId, reason],
      );
      if (ended === 0) throw new Conflict('agreement_ended', 'This agreement has ended already.');
      await this.sharing.endUnder(tx, id, caller.accountId);
      await this.note(tx, caller, 'agreement.ended', agreement);
    });
  }

  /** What allows showing people of one organization to another now; undefined where nothing does. */
  allowing(
    tx: EntityManager,
    giverId: string,
    takerId: string,
  ): Promise<{ id: string; endsAt: Date } | undefined> {
    return findAllowing(tx, giverId, takerId);
  }

  /** Reads the agreement, checks the right to keep its register, works, and shows what has become of it. */
  writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, agreement: Agreement) => Promise<void>,
  ): Promise<AgreementResource> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const agreement = await this.readable(tx, caller, id);
      caller.requires('agreements.write', agreement.ownerId);
      await tx.query(`SELECT 1 FROM agreements WHERE id = $1 FOR UPDATE`, [id]);
      await work(tx, await this.readable(tx, caller, id));
      return this.resource(caller, await this.readable(tx, caller, id));
    });
  }

  /** @throws NotFound for one that the caller neither keeps nor is a party of. */
  async readable(tx: EntityManager, caller: Caller, id: string): Promise<Agreement> {
    const [found] = await findAgreements(tx, { within: caller.within('partners.read'), id }, undefined, 1);
    if (!found) throw new NotFound();
    return found;
  }

  private async setParties(
    tx: EntityManager,
    { id, ownerId }: Pick<Agreement, 'id' | 'ownerId'>,
    partyIds: readonly string[],
  ): Promise<void> {
    const others = partyIds.filter((each) => each !== ownerId);
    if (others.length === 0 || (await countEligible(tx, ownerId, others)) !== others.length)
      throw new Invalid([{ param: 'party_ids', message: 'Choose partners of this chapter.' }]);
    await replaceParties(tx, id, [ownerId, ...others]);
  }

  private async assertRenewable(
    tx: EntityManager,
    caller: Caller,
    id: string,
    ownerId: string,
  ): Promise<void> {
    const before = await this.readable(tx, caller, id);
    if (before.ownerId !== ownerId) throw new NotFound();
    if (before.status === 'draft' || before.renewedById)
      throw new Conflict(
        'agreement_not_renewable',
        'This agreement is a draft, or has been renewed already.',
      );
  }

  private resource(caller: Caller, agreement: Agreement): AgreementResource {
    return AgreementResource.from(agreement, caller.can('agreements.write', agreement.ownerId));
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    { id, ownerId }: Pick<Agreement, 'id' | 'ownerId'>,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId: ownerId,
      action,
      subject: { kind: 'agreement', id },
      detail,
    });
  }
}

function assertDraft({ status }: Agreement): void {
  if (status === 'draft') return;
  throw new Conflict('agreement_signed', 'What every party has signed stays as it is. Renew it, or end it.');
}

function assertTimes({ clauses, effectiveOn, expiresOn }: AgreementContent): void {
  const message =
    expiresOn === null
      ? clauses.includes('shares-people') && 'An agreement to share people needs a last day.'
      : expiresOn < effectiveOn && 'It cannot end before it begins.';
  if (message) throw new Invalid([{ param: 'expires_on', message }]);
}

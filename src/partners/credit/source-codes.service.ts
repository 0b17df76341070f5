import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { affected, row } from '../../platform/database/sql.js';
import { NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { findMembership, type Membership } from '../partners.sql.js';
import { type CodedAction } from './credit.access.js';

/** A code of a partner for one action, as its row. */
export interface SourceCode {
  code: string;
  /** The chapter. */
  ownerId: string;
  /** The partner. */
  organizationId: string;
  actionKind: CodedAction;
  actionId: string;
  label: string;
  createdAt: Date;
  retiredAt: Date | null;
}

export type NewSourceCode = Pick<SourceCode, 'actionKind' | 'actionId' | 'label'>;

/** Without letters and digits that are taken for one another on a poster. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 8;

/** The codes that partners' links, frames and posters carry. What each leads to is known to home, which sees every feature. */
@Injectable()
export class SourceCodes {
  constructor(private readonly audit: Audit) {}

  /** The partner in its chapter behind an id of the API, where the caller may read it. @throws NotFound otherwise. */
  async membership(tx: EntityManager, caller: Caller, id: string): Promise<Membership> {
    const found = await findMembership(tx, id, caller.within('partners.read'));
    if (!found) throw new NotFound();
    return found;
  }

  /** That a partner of this organization has, or had, such a code: flyers outlive the code's retirement. */
  async isOf(tx: EntityManager, ownerId: string, code: string): Promise<boolean> {
    return (
      (await row(tx, 'SELECT 1 FROM source_codes WHERE code = $1 AND owner_id = $2', [code, ownerId])) !==
      undefined
    );
  }

  /** Makes a code that says nothing of whose it is. The caller has seen to it that the action is there. */
  async create(
    tx: EntityManager,
    caller: Caller,
    partner: Membership,
    { actionKind, actionId, label }: NewSourceCode,
  ): Promise<string> {
    caller.requires('partners.write', partner.chapterId);
    const { chapterId: ownerId, partnerId: organizationId } = partner;
    const action = { actionKind, actionId, label };
    const code = await this.insert(tx, { ownerId, organizationId, ...action }, caller.accountId);
    await this.audit.append(tx, caller, {
      organizationId: partner.chapterId,
      action: 'source-code.created',
      subject: { kind: 'partner', id: partner.membershipId },
      detail: { code },
    });
    return code;
  }

  /** The same without anybody's asking, for a partner that has just agreed to stand beside an action of the owner. */
  async give(
    tx: EntityManager,
    link: Pick<SourceCode, 'ownerId' | 'organizationId' | 'actionKind' | 'actionId'>,
  ): Promise<void> {
    await this.insert(tx, { ...link, label: '' }, null);
  }

  /** From here on it is not offered; who comes by it still is credited, because posters stay on walls. */
  async retire(tx: EntityManager, caller: Caller, code: string): Promise<void> {
    const { ownerId } = await this.find(tx, caller, code);
    caller.requires('partners.write', ownerId);
    await affected(
      tx,
      `UPDATE source_codes SET retired_at = now() WHERE code = $1 AND owner_id = $2 AND retired_at IS NULL`,
      [code, ownerId],
    );
    await this.audit.append(tx, caller, {
      organizationId: ownerId,
      action: 'source-code.retired',
      subject: { kind: 'source-code', id: null },
      detail: { code },
    });
  }

  /** @throws NotFound for a code that is neither of a chapter nor of a partner of the caller's. */
  async find(tx: EntityManager, caller: Caller, code: string): Promise<SourceCode> {
    const found = await row<SourceCode>(
      tx,
      `SELECT code, owner_id AS "ownerId", organization_id AS "organizationId", action_kind AS "actionKind",
         action_id AS "actionId", label, created_at AS "createdAt", retired_at AS "retiredAt"
       FROM source_codes WHERE code = $1
         AND ($2::uuid[] IS NULL OR owner_id = ANY ($2) OR organization_id = ANY ($2))`,
      [code, caller.within('partners.read')],
    );
    if (!found) throw new NotFound();
    return found;
  }

  private async insert(
    tx: EntityManager,
    link: Omit<SourceCode, 'code' | 'createdAt' | 'retiredAt'>,
    createdBy: string | null,
  ): Promise<string> {
    const code = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
    await tx.query(
      `INSERT INTO source_codes (code, owner_id, organization_id, action_kind, action_id, label, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [code, link.ownerId, link.organizationId, link.actionKind, link.actionId, link.label, createdBy],
    );
    return code;
  }

  /** For visitors: where a code leads. Undefined for one that nobody made. */
  target(
    tx: EntityManager,
    code: string,
  ): Promise<{ actionKind: CodedAction; actionId: string } | undefined> {
    return row(
      tx,
      `SELECT action_kind AS "actionKind", action_id AS "actionId" FROM source_code_target($1)`,
      [code],
    );
  }
}

import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { affected, row } from '../../platform/database/sql.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Membership } from '../partners.sql.js';

/** A comparison that a partner has begun: it salts and hashes its own list, and uploads the hashes. */
export interface HashMatch {
  id: string;
  partnerId: string;
  chapterId: string;
  month: string;
  salt: string;
  expiresAt: Date;
  matchedAt: Date | null;
}

const MATCH = `SELECT id, partner_id AS "partnerId", chapter_id AS "chapterId", month::text AS month, salt,
  expires_at AS "expiresAt", matched_at AS "matchedAt" FROM hash_matches`;

/**
 * How many of the people whom a partner brought are new to it. Salted hashes of addresses are personal data all the same:
 * they are compared in memory and never kept, and a partner compares once a month and chapter.
 */
@Injectable()
export class HashMatches {
  constructor(private readonly audit: Audit) {}

  /**
   * Begins the comparison of a month, or begins anew one that was not used within its hour: with another salt, so that
   * hashes made for one comparison are of no use to another.
   *
   * @throws Conflict `already_compared`
   */
  async begin(
    tx: EntityManager,
    caller: Caller,
    { partnerId, chapterId }: Membership,
    month: string,
  ): Promise<HashMatch> {
    caller.requires('credit.match', partnerId);
    const begun = await row<{ id: string }>(
      tx,
      `INSERT INTO hash_matches AS h (partner_id, chapter_id, month, salt, expires_at, created_by)
       VALUES ($1, $2, $3::date, $4, now() + interval '1 hour', $5)
       ON CONFLICT (partner_id, chapter_id, month) DO UPDATE SET salt = EXCLUDED.salt, expires_at = EXCLUDED.expires_at
       WHERE h.matched_at IS NULL RETURNING id`,
      [partnerId, chapterId, month, randomBytes(16).toString('hex'), caller.accountId],
    );
    if (!begun)
      throw new Conflict('already_compared', 'The list was compared for this month. The next month can be.');
    await this.audit.append(tx, caller, {
      organizationId: partnerId,
      action: 'hash-match.begun',
      subject: { kind: 'hash-match', id: begun.id },
      detail: { month },
    });
    return (await row<HashMatch>(tx, `${MATCH} WHERE id = $1`, [begun.id]))!;
  }

  /** One that waits for its hashes. @throws NotFound for one of another partner, Conflict where it is used or too old. */
  async waiting(tx: EntityManager, caller: Caller, id: string): Promise<HashMatch> {
    const found = await row<HashMatch>(
      tx,
      `${MATCH} WHERE id = $1 AND ($2::uuid[] IS NULL OR partner_id = ANY ($2))`,
      [id, caller.within('credit.match')],
    );
    if (!found) throw new NotFound();
    if (found.matchedAt !== null || found.expiresAt.getTime() <= Date.now()) throw used();
    return found;
  }

  /** Keeps the two counts, once. @throws Conflict where another upload was first. */
  async settle(
    tx: EntityManager,
    caller: Caller,
    { id, partnerId }: HashMatch,
    { asked, isNew }: { asked: number; isNew: number },
  ): Promise<void> {
    const settled = await affected(
      tx,
      `UPDATE hash_matches SET matched_at = now(), asked_count = $2, new_count = $3
       WHERE id = $1 AND matched_at IS NULL AND expires_at > now()`,
      [id, asked, isNew],
    );
    if (settled === 0) throw used();
    await this.audit.append(tx, caller, {
      organizationId: partnerId,
      action: 'hash-match.settled',
      subject: { kind: 'hash-match', id },
    });
  }
}

function used(): Conflict {
  return new Conflict('match_not_open', 'This comparison is used or older than an hour. Begin a new one.');
}

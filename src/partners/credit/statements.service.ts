import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { row, rows } from '../../platform/database/sql.js';
import { type Membership } from '../partners.sql.js';
import { DEFINITIONS_VERSION, type StatementFigures, type Totals } from './credit.access.js';

/** A partner's month in a chapter, frozen; without a partner the chapter's own. */
export interface Statement {
  id: string;
  partnerId: string | null;
  chapterId: string;
  /** Its first day, YYYY-MM-DD. */
  month: string;
  figures: StatementFigures;
  definitionsVersion: number;
  madeAt: Date;
  /** How many of the people whom it brought are new to the partner, by its own list; null where it did not compare. */
  match: { asked: number; isNew: number } | null;
}

const STATEMENT = `SELECT s.id, s.partner_id AS "partnerId", s.chapter_id AS "chapterId", s.month::text AS month, s.figures,
    s.definitions_version AS "definitionsVersion", s.made_at AS "madeAt",
    CASE WHEN h.matched_at IS NOT NULL THEN jsonb_build_object('asked', h.asked_count, 'isNew', h.new_count) END AS match
  FROM partner_statements s LEFT JOIN hash_matches h USING (partner_id, chapter_id, month)`;

/** What partners are told of a month. The figures come from home, which sees every feature. */
@Injectable()
export class Statements {
  /**
   * Freezes a month of a chapter, all partners and the chapter's own total together. As the owner of the tables. What is
   * frozen already stays as it is, so two workers at once freeze it once.
   */
  async freeze(
    tx: EntityManager,
    chapterId: string,
    month: string,
    statements: readonly { partnerId: string | null; figures: StatementFigures | Totals }[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO partner_statements (chapter_id, month, partner_id, figures, definitions_version)
       SELECT $1, $2::date, s."partnerId", s.figures, $4
       FROM jsonb_to_recordset($3::jsonb) AS s ("partnerId" uuid, figures jsonb)
       ON CONFLICT (chapter_id, month, partner_id) DO NOTHING`,
      [chapterId, month, JSON.stringify(statements), DEFINITIONS_VERSION],
    );
  }

  /** Chapters with codes, and the month before the present one of each by its own clock, where it is not frozen yet. */
  due(tx: EntityManager): Promise<{ chapterId: string; month: string }[]> {
    return rows(
      tx,
      `SELECT c.id AS "chapterId", m.month::text AS month
       FROM chapters c
       CROSS JOIN LATERAL (SELECT (date_trunc('month', now() AT TIME ZONE c.time_zone) - interval '1 month')::date AS month) m
       WHERE EXISTS (SELECT 1 FROM source_codes s WHERE s.owner_id = c.id
           AND s.created_at < (m.month + interval '1 month') AT TIME ZONE c.time_zone)
         AND NOT EXISTS (SELECT 1 FROM partner_statements p
           WHERE p.chapter_id = c.id AND p.month = m.month AND p.partner_id IS NULL)`,
    );
  }

  /** Of a partner in a chapter, newest first; two years of them. */
  list(tx: EntityManager, { partnerId, chapterId }: Membership): Promise<Statement[]> {
    return rows(
      tx,
      `${STATEMENT} WHERE s.partner_id = $1 AND s.chapter_id = $2 ORDER BY s.month DESC LIMIT 24`,
      [partnerId, chapterId],
    );
  }

  /** All of a chapter's month: every partner's, and the chapter's own. Empty where it is not frozen. */
  ofMonth(tx: EntityManager, chapterId: string, month: string): Promise<Statement[]> {
    return rows(tx, `${STATEMENT} WHERE s.chapter_id = $1 AND s.month = $2::date`, [chapterId, month]);
  }

  byId(tx: EntityManager, id: string): Promise<Statement | undefined> {
    return row(tx, `${STATEMENT} WHERE s.id = $1`, [id]);
  }
}

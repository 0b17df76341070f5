import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { type Localized } from '../layout/i18n.js';

export type PetitionState = 'draft' | 'open' | 'closed' | 'delivered';
export type NextActionKind = 'letter' | 'event' | 'petition';

/**
 *     draft ──publish──► open ──close──► closed ──deliver──► delivered
 *                          ◄──reopen────┘
 *
 * `closeDue` closes by itself at `closesAt`. What people sign (title, addressee, ask) is frozen by version.
 */
@Entity('petitions')
export class Petition {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid', { name: 'owner_id' }) ownerId: string;
  @Column('uuid', { name: 'campaign_id', nullable: true }) campaignId: string | null;
  @Column('text') slug: string;
  @Column('text') state: PetitionState;
  @Column('jsonb') title: Localized;
  /** Who is asked: 'The Massachusetts Legislature'. */
  @Column('jsonb', { name: 'addressed_to' }) addressedTo: Localized;
  @Column('jsonb') ask: Localized;
  /** Why: beside the text that is signed, not part of it. */
  @Column('jsonb') background: Localized;
  /** What the thank-you page and mail say beyond the thanks. */
  @Column('jsonb') thanks: Localized;
  /** Of the frozen text; 0 before the first publication. */
  @Column('int') version: number;
  @Column('int') goal: number;
  /** The goal never steps above it. Null: no cap. */
  @Column('int', { name: 'goal_cap', nullable: true }) goalCap: number | null;
  @Column('boolean', { name: 'is_count_hidden' }) isCountHidden: boolean;
  @Column('timestamptz', { name: 'closes_at', nullable: true }) closesAt: Date | null;
  @Column('text', { name: 'next_action_kind', nullable: true }) nextActionKind: NextActionKind | null;
  @Column('text', { name: 'next_action_slug', nullable: true }) nextActionSlug: string | null;
  /** Rolled up from deltas: late by seconds, exact. Written by Counting alone. */
  @Column('int', { name: 'confirmed_count' }) confirmedCount: number;
  @Column('timestamptz', { name: 'counted_at', nullable: true }) countedAt: Date | null;
  @Column('boolean', { name: 'is_practice' }) isPractice: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'opened_at', nullable: true }) openedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;

  takesSignatures(now: Date): boolean {
    return this.state === 'open' && (this.closesAt === null || this.closesAt > now);
  }
}

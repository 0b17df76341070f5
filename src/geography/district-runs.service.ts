import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { affected, row } from '../platform/database/sql.js';
import { Boundaries } from './boundaries.service.js';

/** A recalculation of everybody's districts that this process has for itself. */
export interface DistrictRun {
  id: string;
  /** The address it has reached, in the order of ids; null at the beginning. */
  doneUntil: string | null;
}

/**
 * Recalculations that are due since boundaries or ZIP points changed. Geography says that they are; whoever stands right
 * of it and holds places (people) works them off.
 *
 *     queued --claim--> running --finish--> finished      a claim ends after five minutes without a step
 */
@Injectable()
export class DistrictRuns {
  constructor(private readonly boundaries: Boundaries) {}

  /** In the transaction of the change. One that still waits serves for this change too. */
  async open(tx: EntityManager, reason: 'districts' | 'zip-points', title: string): Promise<void> {
    await tx.query(
      `INSERT INTO district_runs (reason, title) SELECT $1, $2
       WHERE NOT EXISTS (SELECT 1 FROM district_runs WHERE state = 'queued')`,
      [reason, title],
    );
  }

  /**
   * The oldest that is due, for this worker alone. Undefined where none is. From here this process answers by the new
   * boundaries: those it has in memory may be two seconds old.
   */
  async claim(tx: EntityManager): Promise<DistrictRun | undefined> {
    const run = await row<DistrictRun>(
      tx,
      `UPDATE district_runs SET state = 'running', claimed_until = now() + interval '5 minutes'
       WHERE id = (SELECT id FROM district_runs WHERE state <> 'finished' AND coalesce(claimed_until < now(), true)
         ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, done_until AS "doneUntil"`,
    );
    if (run) this.boundaries.forget();
    return run;
  }

  /** One step further, in its transaction. */
  async advance(tx: EntityManager, id: string, doneUntil: string, counted: number): Promise<void> {
    await affected(
      tx,
      `UPDATE district_runs SET done_until = $2, counted_count = counted_count + $3, claimed_until = now() + interval '5 minutes'
       WHERE id = $1`,
      [id, doneUntil, counted],
    );
  }

  async finish(tx: EntityManager, id: string): Promise<void> {
    await affected(
      tx,
      `UPDATE district_runs SET state = 'finished', finished_at = now(), claimed_until = NULL WHERE id = $1`,
      [id],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

/** The organization's people as records. */
@Injectable()
export class People {
  /** Notes that the person did something, for lists sorted by the last action. Called by engagement/ alone. */
  async acted(tx: EntityManager, personId: string, at: Date): Promise<void> {
    await tx.query(
      `UPDATE people SET action_count = action_count + 1, last_action_at = greatest(last_action_at, $2) WHERE id = $1`,
      [personId, at],
    );
  }
}

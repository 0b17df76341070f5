import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

/** What the mail's way back tells of addresses. */
@Injectable()
export class Reachability {
  /**
   * Marks an address as one that mail does not reach, in every record that holds it. What is sent there is decided by the
   * suppression; this is what people see. The address is canonical. Sees what the transaction's scope sees.
   */
  async bouncing(tx: EntityManager, canonical: string): Promise<void> {
    await tx.query(`UPDATE person_emails SET status = 'bouncing' WHERE canonical = $1 AND status = 'ok'`, [
      canonical,
    ]);
  }

  /** The same for one that can never be reached: its domain or its form does not exist. */
  async invalid(tx: EntityManager, canonical: string): Promise<void> {
    await tx.query(
      `UPDATE person_emails SET status = 'invalid' WHERE canonical = $1 AND status <> 'invalid'`,
      [canonical],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type SubjectKind } from './credit.access.js';

/** By which codes people came to what they did: the first and the last, without cookies. */
@Injectable()
export class Touches {
  /** In the transaction of the deed. No code is no touch. Signatures note theirs in put_signatures, many at once. */
  async record(
    tx: EntityManager,
    subject: { kind: SubjectKind; id: string; ownerId: string },
    code: string | null,
  ): Promise<void> {
    await tx.query('SELECT record_touch($1, $2, $3, $4)', [subject.kind, subject.id, subject.ownerId, code]);
  }
}

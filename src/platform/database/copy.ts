import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type EntityManager } from 'typeorm';

/**
 * Streams rows into a table within the caller's transaction, at the pace of the server: memory holds a piece or two.
 *
 * @param statement `COPY ... FROM STDIN`.
 * @param pieces in the format that the statement names; a piece may hold many rows, or a part of one.
 */
export async function copyIn(
  tx: EntityManager,
  statement: string,
  pieces: AsyncIterable<string>,
): Promise<void> {
  const client = (await tx.queryRunner!.connect()) as pg.ClientBase;
  await pipeline(
    Readable.from(pieces, { objectMode: true, highWaterMark: 2 }),
    client.query(copyFrom(statement)),
  );
}

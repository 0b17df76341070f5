import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Config } from '../config/config.js';
import { affected, row } from '../database/sql.js';
import { NotFound } from '../http/errors.js';
import { Meter } from './meter.js';

export type FilePurpose = 'logo' | 'image' | 'agreement' | 'import' | 'export' | 'document';

/** Bytes that have arrived and wait for a row. Without one they are removed within the hour. */
export interface ReceivedFile {
  place: string;
  byteCount: number;
  sha256: Buffer;
}

export interface NewFile {
  /** Whose file it is: nobody else sees it, unless a policy of the feature that points at it says so. */
  ownerId: string;
  purpose: FilePurpose;
  /** As it was called where it came from; shown and offered again, never a path. */
  name: string;
  mediaType: string;
  createdBy: string | null;
}

export interface StoredFile {
  id: string;
  ownerId: string;
  purpose: FilePurpose;
  name: string;
  mediaType: string;
  byteCount: number;
  createdAt: Date;
}

const COLUMNS = `id, owner_id AS "ownerId", purpose, name, media_type AS "mediaType", byte_count::float8 AS "byteCount",
  created_at AS "createdAt"`;

/**
 * Uploads and outputs: the row says whose it is, the data folder (ACCORD_DATA, the same for every process) holds the
 * bytes. Arriving and keeping are two steps, so that no transaction waits for somebody's upload.
 */
@Injectable()
export class Files {
  readonly folder: string;

  constructor(config: Config) {
    this.folder = path.resolve(config.ACCORD_DATA, 'files');
  }

  /**
   * Takes bytes in, never more than a piece of them in memory.
   *
   * @param most bytes.
   * @throws Invalid on `file` where there are none, or too many.
   */
  async receive(source: Readable | Buffer, most: number): Promise<ReceivedFile> {
    const place = path.join(this.folder, 'incoming', randomUUID());
    await mkdir(path.dirname(place), { recursive: true });
    const meter = new Meter(most);
    const bytes = Buffer.isBuffer(source) ? Readable.from([source]) : source;
    try {
      await pipeline(bytes, meter, createWriteStream(place, { mode: 0o600 }));
      return { place, sha256: meter.digest(), byteCount: meter.byteCount };
    } catch (error) {
      await this.discard({ place });
      throw error;
    }
  }

  /** The same in memory, for small things that are looked at as a whole: a picture that is written anew. */
  async whole(source: Readable, most: number): Promise<Buffer> {
    const meter = new Meter(most);
    const [bytes] = await Promise.all([buffer(meter), pipeline(source, meter)]);
    meter.digest();
    return bytes;
  }

  /** For bytes that turned out not to be what they should. */
  discard({ place }: Pick<ReceivedFile, 'place'>): Promise<void> {
    return rm(place, { force: true });
  }

  /** Makes received bytes a file, in the caller's transaction; rolled back, they are removed by the sweep. */
  async keep(tx: EntityManager, received: ReceivedFile, file: NewFile): Promise<StoredFile> {
    const kept = await row<StoredFile>(
      tx,
      `INSERT INTO files (owner_id, purpose, name, media_type, byte_count, sha256, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${COLUMNS}`,
      [
        file.ownerId,
        file.purpose,
        path.basename(file.name),
        file.mediaType,
        received.byteCount,
        received.sha256,
        file.createdBy,
      ],
    );
    const place = this.placeOf(kept!.id);
    await mkdir(path.dirname(place), { recursive: true });
    await rename(received.place, place);
    return kept!;
  }

  /** @throws NotFound where the transaction's scope does not see it. */
  async find(tx: EntityManager, id: string): Promise<StoredFile> {
    const found = await row<StoredFile>(tx, `SELECT ${COLUMNS} FROM files WHERE id = $1`, [id]);
    if (!found) throw new NotFound();
    return found;
  }

  /** The bytes of a file that `find` gave: whoever has the id alone has not been asked whether they may. */
  read({ id }: Pick<StoredFile, 'id'>): Readable {
    return createReadStream(this.placeOf(id));
  }

  /** Removes the row; the sweep removes the bytes. False where the scope does not hold it. */
  async remove(tx: EntityManager, id: string): Promise<boolean> {
    return (await affected(tx, `DELETE FROM files WHERE id = $1`, [id])) === 1;
  }

  /** Takes away the bytes of files whose rows are gone, at once and not with the sweep. */
  async removeBytes(ids: readonly string[]): Promise<void> {
    for (const id of ids) await rm(this.placeOf(id), { force: true });
  }

  /** Where the bytes are: two levels, because some file systems are slow with a million names in one folder. */
  placeOf(id: string): string {
    return path.join(this.folder, id.slice(-2), id);
  }
}

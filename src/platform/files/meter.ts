import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { Invalid } from '../http/errors.js';

const MEGABYTE = 1024 * 1024;

/**
 * Counts and hashes what passes, and lets no more pass than it may. What is too much is read and dropped: a request whose
 * body is cut off is answered with a lost connection instead of a reason.
 */
export class Meter extends Transform {
  byteCount = 0;
  private readonly hash = createHash('sha256');

  constructor(private readonly most: number) {
    super();
  }

  /**
   * SHA-256 of everything that passed. Once, after the end.
   *
   * @throws Invalid on `file` where nothing came, or too much.
   */
  digest(): Buffer {
    if (this.byteCount === 0) throw new Invalid([{ param: 'file', message: 'This file is empty.' }]);
    if (this.byteCount > this.most) {
      const size = Math.floor(this.most / MEGABYTE);
      throw new Invalid([{ param: 'file', message: `This file is too large. Send at most ${size} MB.` }]);
    }
    return this.hash.digest();
  }

  override _transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.byteCount += piece.length;
    if (this.byteCount > this.most) return done();
    this.hash.update(piece);
    done(null, piece);
  }
}

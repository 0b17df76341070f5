import { Injectable } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { Unavailable } from '../platform/http/errors.js';
import { PROJECT_ROOT } from '../platform/files/project-root.js';

const FOLDER = path.join(PROJECT_ROOT, 'console', 'dist');
const NAME = /^(assets\/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.csv': 'text/csv; charset=utf-8',
  '.map': 'application/json',
};
/** Names in assets/ change with their content. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const compress = promisify(brotliCompress);

interface BuiltFile {
  body: Buffer;
  type: string;
  headers: Record<string, string>;
}

/** The built console, read once; assets are named by their content, compressed once and kept by browsers for ever. */
@Injectable()
export class ConsoleFiles {
  private html: Promise<string> | undefined;
  private readonly files = new Map<string, Promise<{ plain: Buffer; packed: Buffer }>>();

  /** The page of every console address; the program inside reads the rest of the path. */
  async page(nonce: string): Promise<string> {
    this.html ??= readFile(path.join(FOLDER, 'index.html'), 'utf8');
    try {
      return (await this.html).replaceAll('__CSP_NONCE__', nonce);
    } catch (error) {
      this.html = undefined;
      throw new Unavailable(
        `The console is not built: run npm run build. (${(error as NodeJS.ErrnoException).code})`,
      );
    }
  }

  /** Null for a name that is no file of the build. */
  async file(name: string, acceptEncoding: string): Promise<BuiltFile | null> {
    const type = TYPES[path.extname(name)];
    if (!NAME.test(name) || !type) return null;
    const file = this.files.get(name) ?? this.read(name);
    this.files.set(name, file);
    try {
      const { plain, packed } = await file;
      const isPacked = /\bbr\b/.test(acceptEncoding);
      return {
        body: isPacked ? packed : plain,
        type,
        headers: {
          'cache-control': name.startsWith('assets/') ? FOR_EVER : 'public, max-age=3600',
          ...(isPacked ? { 'content-encoding': 'br' } : {}),
        },
      };
    } catch (error) {
      this.files.delete(name);
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private async read(name: string): Promise<{ plain: Buffer; packed: Buffer }> {
    const plain = await readFile(path.join(FOLDER, name));
    const packed = await compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
    return { plain, packed };
  }
}

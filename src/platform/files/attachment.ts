import { type Readable } from 'node:stream';
import { FileAnswer } from '../http/answers.js';
import { type StoredFile } from './files.service.js';

/**
 * A file as a download, never shown inside a page of ours: what somebody uploaded may say that it is a page itself. The
 * name goes as RFC 6266 says, with RFC 8187 for what is not ASCII.
 */
export function attached(file: StoredFile, bytes: Readable): FileAnswer {
  const plain = file.name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(file.name).replace(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  );
  return new FileAnswer(bytes, file.mediaType, {
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    'content-length': String(file.byteCount),
    'cache-control': 'private, no-store',
  });
}

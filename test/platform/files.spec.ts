import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Transformer } from '@napi-rs/image';
import { createHash } from 'node:crypto';
import { existsSync, utimesSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Database } from '../../src/platform/database/database.service.js';
import { Scope } from '../../src/platform/database/scope.js';
import { Files, type NewFile, type StoredFile } from '../../src/platform/files/files.service.js';
import { FilesWorker } from '../../src/platform/files/files.worker.js';
import { Pictures } from '../../src/platform/files/pictures.service.js';
import { Invalid, NotFound } from '../../src/platform/http/errors.js';
import { startApp, type TestApp } from '../support/app.js';
import { aChapter, aNetwork } from '../support/people.js';
import { aPicture, withExif } from '../support/pictures.js';

const TWO_HOURS_AGO = Date.now() / 1000 - 2 * 3600;

describe('Files', () => {
  let app: TestApp;
  let files: Files;
  let database: Database;
  let boston: string;
  let denver: string;

  beforeAll(async () => {
    app = await startApp({ worker: true });
    files = app.web.get(Files);
    database = app.web.get(Database);
    const networkId = await aNetwork(app.db);
    boston = await aChapter(app.db, { networkId });
    denver = await aChapter(app.db, { networkId });
  });
  afterAll(() => app.close());

  const aNote = (ownerId: string): NewFile => ({
    ownerId,
    purpose: 'document',
    name: '../../note.txt',
    mediaType: 'text/plain',
    createdBy: null,
  });
  async function keep(text: string): Promise<StoredFile> {
    const received = await files.receive(Readable.from([Buffer.from(text)]), 1000);
    return database.as(Scope.organizations(boston), (tx) => files.keep(tx, received, aNote(boston)));
  }
  const sweep = () => app.worker!.get(FilesWorker).sweep({}, { signal: AbortSignal.timeout(10_000) });
  const incoming = () => readdir(path.join(files.folder, 'incoming'));

  it('come back as they came, with their hash, and with a name that is no path', async () => {
    const kept = await keep('Meeting on Tuesday');
    expect(kept).toMatchObject({ name: 'note.txt', byteCount: 18, mediaType: 'text/plain' });
    expect((await buffer(files.read(kept))).toString()).toBe('Meeting on Tuesday');
    const { rows } = await app.db.query<{ sha256: Buffer }>('SELECT sha256 FROM files WHERE id = $1', [
      kept.id,
    ]);
    expect(rows[0]!.sha256).toEqual(createHash('sha256').update('Meeting on Tuesday').digest());
  });

  it('of another organization do not exist', async () => {
    const { id } = await keep('ours');
    await expect(database.as(Scope.organizations(denver), (tx) => files.find(tx, id))).rejects.toBeInstanceOf(
      NotFound,
    );
    expect(await database.as(Scope.organizations(denver), (tx) => files.remove(tx, id))).toBe(false);
    await expect(database.as(Scope.visitor, (tx) => files.find(tx, id))).rejects.toBeInstanceOf(NotFound);
  });

  it('that are too large or empty are refused, and nothing of them stays', async () => {
    await expect(files.receive(Buffer.alloc(11), 10)).rejects.toBeInstanceOf(Invalid);
    await expect(files.receive(Readable.from([]), 10)).rejects.toBeInstanceOf(Invalid);
    await expect(files.whole(Readable.from([Buffer.alloc(11)]), 10)).rejects.toBeInstanceOf(Invalid);
    expect(await incoming()).toEqual([]);
  });

  it('whose change was rolled back, that were removed or given up, are swept away, and no others', async () => {
    const kept = await keep('stays');
    const removed = await keep('goes');
    await database.as(Scope.organizations(boston), (tx) => files.remove(tx, removed.id));
    const givenUp = await files.receive(Buffer.from('given up'), 100);
    const received = await files.receive(Buffer.from('rolled back'), 100);
    let undone = '';
    const rolledBack = database.as(Scope.organizations(boston), async (tx) => {
      undone = files.placeOf((await files.keep(tx, received, aNote(boston))).id);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    const [here, gone] = [files.placeOf(kept.id), [files.placeOf(removed.id), givenUp.place, undone]];
    await sweep();
    expect(gone.map(existsSync)).toEqual([true, true, true]);
    for (const place of [here, ...gone]) utimesSync(place, TWO_HOURS_AGO, TWO_HOURS_AGO);
    await sweep();
    expect(gone.map(existsSync)).toEqual([false, false, false]);
    expect(existsSync(here)).toBe(true);
  });
});

describe('A picture that somebody sends', () => {
  const pictures = new Pictures();

  it('is written anew as PNG, no larger than asked, without what its camera knew', async () => {
    const photo = withExif(await new Transformer(await aPicture(900, 300)).jpeg(), 'GPS 42.36 -71.06');
    expect(photo.includes('GPS 42.36')).toBe(true);
    const made = await pictures.reencode(photo, 512);
    expect(made.includes('GPS')).toBe(false);
    expect(await new Transformer(made).metadata()).toMatchObject({ format: 'png', width: 512 });
    expect(
      (await new Transformer(await pictures.reencode(await aPicture(30, 20), 512)).metadata()).width,
    ).toBe(30);
  });

  it('is refused where it is something else, broken, or a bomb', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const bitmap = await new Transformer(await aPicture(4, 4)).bmp();
    const half = (await aPicture(200, 200)).subarray(0, 60);
    const bomb = await aPicture(4, 4);
    bomb.writeUInt32BE(50_000, 16);
    bomb.writeUInt32BE(50_000, 20);
    for (const bytes of [svg, bitmap, half, bomb])
      await expect(pictures.reencode(bytes, 512)).rejects.toBeInstanceOf(Invalid);
  });

  it('keeps nothing that was hidden behind its end', async () => {
    const polyglot = Buffer.concat([await aPicture(8, 8), Buffer.from('<script>alert(1)</script>')]);
    expect((await pictures.reencode(polyglot, 512)).includes('script')).toBe(false);
  });
});

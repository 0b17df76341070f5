import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { affected } from '../platform/database/sql.js';
import { Files, type ReceivedFile } from '../platform/files/files.service.js';
import { Pictures } from '../platform/files/pictures.service.js';
import { FileAnswer } from '../platform/http/answers.js';
import { NotFound } from '../platform/http/errors.js';
import { type Upload } from '../platform/http/upload.js';
import { type Caller } from '../staff/caller.access.js';
import { type PartnerRecord } from './partners.resources.js';
import { Partners } from './partners.service.js';
import { type Membership } from './partners.sql.js';

const MOST_BYTES = 4 * 1024 * 1024;
/** Twice the width at which the widest page shows it, for fine screens. */
const MOST_PIXELS = 512;

/** Whose logo, and the file that it is now. */
type Logo = Pick<Membership, 'partnerId' | 'logoFileId'>;

/** The picture by which a partner is known. What is kept was made by us from what was sent: see Pictures. */
@Injectable()
export class Logos {
  constructor(
    private readonly partners: Partners,
    private readonly files: Files,
    private readonly pictures: Pictures,
    private readonly database: Database,
  ) {}

  /** @throws Invalid on `file` for what is no PNG, JPEG or WebP, or is larger than 4 MB. */
  async put(caller: Caller, id: string, upload: Upload): Promise<PartnerRecord> {
    const picture = await this.take(upload);
    return this.partners.writing(caller, id, (tx, partner) =>
      this.keep(tx, partner, picture, { ownerId: partner.chapterId, createdBy: caller.accountId }),
    );
  }

  remove(caller: Caller, id: string): Promise<PartnerRecord> {
    return this.partners.writing(caller, id, (tx, partner) => this.drop(tx, partner));
  }

  /** Receives a picture, before the transaction that keeps it. */
  async take(upload: Upload): Promise<ReceivedFile> {
    const sent = await this.files.whole(upload.stream, MOST_BYTES);
    const picture = await this.pictures.reencode(sent, MOST_PIXELS);
    return this.files.receive(picture, picture.length);
  }

  async keep(
    tx: EntityManager,
    partner: Logo,
    picture: ReceivedFile,
    by: { ownerId: string; createdBy: string },
  ): Promise<void> {
    const file = { ...by, purpose: 'logo', name: 'logo.png', mediaType: 'image/png' } as const;
    const logo = await this.files.keep(tx, picture, file);
    await this.point(tx, partner, logo.id);
  }

  drop(tx: EntityManager, partner: Logo): Promise<void> {
    return this.point(tx, partner, null);
  }

  /** @throws NotFound where the partner has none. */
  async show(caller: Caller, id: string): Promise<FileAnswer> {
    const { logo_file_id: fileId } = await this.partners.record(caller, id);
    if (!fileId) throw new NotFound();
    const file = await this.database.as(caller.scope('partners.read'), (tx) => this.files.find(tx, fileId));
    // Under its file's id it never changes.
    return new FileAnswer(this.files.read(file), file.mediaType, {
      'cache-control': 'private, max-age=86400, immutable',
      'content-length': String(file.byteCount),
    });
  }

  private async point(tx: EntityManager, partner: Logo, fileId: string | null): Promise<void> {
    await affected(tx, `UPDATE partners SET logo_file_id = $2 WHERE id = $1`, [partner.partnerId, fileId]);
    // Of a partner in two chapters the old one may be the other chapter's file, and stays with that.
    if (partner.logoFileId) await this.files.remove(tx, partner.logoFileId);
  }
}

import { Injectable } from '@nestjs/common';
import { affected } from '../../platform/database/sql.js';
import { Database } from '../../platform/database/database.service.js';
import { attached } from '../../platform/files/attachment.js';
import { Files } from '../../platform/files/files.service.js';
import { type FileAnswer } from '../../platform/http/answers.js';
import { Conflict, Invalid, NotFound } from '../../platform/http/errors.js';
import { type Upload } from '../../platform/http/upload.js';
import { type Caller } from '../../staff/caller.access.js';
import { Agreements } from './agreements.service.js';
import { type AgreementResource } from './agreements.resources.js';

const MOST_BYTES = 20 * 1024 * 1024;
/** Every PDF begins so (ISO 32000-1 7.5.2). */
const PDF = Buffer.from('%PDF-');

/** The signed paper of an agreement, as PDF. Once it is there and everybody has signed, it stays. */
@Injectable()
export class AgreementFiles {
  constructor(
    private readonly agreements: Agreements,
    private readonly files: Files,
    private readonly database: Database,
  ) {}

  /** @throws Invalid on `file` for what is no PDF, by its name or by its content, or is larger than 20 MB. */
  async put(caller: Caller, id: string, { name, stream }: Upload): Promise<AgreementResource> {
    const bytes = await this.files.whole(stream, MOST_BYTES);
    if (!/\.pdf$/i.test(name) || !bytes.subarray(0, PDF.length).equals(PDF))
      throw new Invalid([{ param: 'file', message: 'Send the signed agreement as a PDF.' }]);
    const received = await this.files.receive(bytes, MOST_BYTES);
    return this.agreements.writing(caller, id, async (tx, { ownerId, fileId, status }) => {
      if (fileId && status !== 'draft')
        throw new Conflict('agreement_signed', 'The signed file is evidence and stays as it is.');
      const file = await this.files.keep(tx, received, {
        ownerId,
        purpose: 'agreement',
        name,
        mediaType: 'application/pdf',
        createdBy: caller.accountId,
      });
      await affected(tx, `UPDATE agreements SET file_id = $2 WHERE id = $1`, [id, file.id]);
      if (fileId) await this.files.remove(tx, fileId);
    });
  }

  /** @throws NotFound where no file was sent yet. */
  show(caller: Caller, id: string): Promise<FileAnswer> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const { fileId } = await this.agreements.readable(tx, caller, id);
      if (!fileId) throw new NotFound();
      const file = await this.files.find(tx, fileId);
      return attached(file, this.files.read(file));
    });
  }
}

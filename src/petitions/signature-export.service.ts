import { Injectable } from '@nestjs/common';
import { type FileAnswer } from '../platform/http/answers.js';
import { EXPORT_PAGE, Exporting } from '../staff/audit/exporting.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type SignatureQuery } from './petitions.forms.js';
import { Petitions } from './petitions.service.js';
import { type SignatureResource } from './signatures.resources.js';
import { Signatures } from './signatures.service.js';

const COLUMNS: Record<string, (signature: SignatureResource) => string | number | null> = {
  'First name': (it) => it.given_name,
  'Last name': (it) => it.family_name,
  Email: (it) => it.email,
  ZIP: (it) => it.zip,
  Comment: (it) => it.comment,
  'Comment is public': (it) => (it.is_public ? 'yes' : 'no'),
  State: (it) => it.state,
  Version: (it) => it.version,
  Language: (it) => it.language,
  Source: (it) => it.source,
  'Signed at': (it) => it.created_at,
  'Confirmed at': (it) => it.confirmed_at,
};

/** The signatures of a petition as a file. */
@Injectable()
export class SignatureExport {
  constructor(
    private readonly petitions: Petitions,
    private readonly signatures: Signatures,
    private readonly exporting: Exporting,
  ) {}

  async csv(caller: Caller, id: string, query: SignatureQuery): Promise<FileAnswer> {
    const { owner_id: ownerId } = await this.petitions.find(caller, id);
    caller.requires('people.export', ownerId);
    return this.exporting.csv(caller, {
      noun: 'signatures',
      subjectId: id,
      columns: COLUMNS,
      ownerOf: () => ownerId,
      page: (after) => this.signatures.list(caller, id, { ...query, after, limit: EXPORT_PAGE }),
    });
  }
}

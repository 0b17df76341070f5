import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Files } from '../platform/files/files.service.js';
import { FileAnswer } from '../platform/http/answers.js';
import { NotFound } from '../platform/http/errors.js';
import { fromCursor, toCursor } from '../platform/paging/paging.js';
import { findDirectory, findListedLogo, type ListedPartner } from './directory.sql.js';
import { type Sector, SECTORS } from './partner.terms.js';

export { type ListedPartner } from './directory.sql.js';
export { type Sector, SECTORS } from './partner.terms.js';

/** A page that a phone loads at once. */
const PAGE = 30;

/**
 * Partners in public (PO-18): those that are active and agreed to be listed. Of the others nothing is told, not even by a
 * number: what is filtered out and what does not exist look the same.
 */
@Injectable()
export class Directory {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
  ) {}

  /** @throws Invalid for what is no `next` of a page before. */
  async page(
    tx: EntityManager,
    filter: { chapterId: string | null; sector: Sector | null },
    after: string | undefined,
  ): Promise<{ partners: ListedPartner[]; next: string | null }> {
    const key = fromCursor(after, 2) as [string, string] | undefined;
    const found = await findDirectory(tx, filter, key ?? null, PAGE + 1);
    const partners = found.slice(0, PAGE);
    const last = found.length > PAGE ? partners.at(-1) : undefined;
    return { partners, next: last ? toCursor([last.name, last.id]) : null };
  }

  /** @throws NotFound for a partner without a logo, and for one that is not listed. */
  logo(slug: string): Promise<FileAnswer> {
    return this.database.as(Scope.visitor, async (tx) => {
      const found = await findListedLogo(tx, slug);
      if (!found) throw new NotFound();
      const file = await this.files.find(tx, found.fileId);
      return new FileAnswer(this.files.read(file), file.mediaType, {
        // Short: a partner that takes its consent back is gone from every cache within the hour.
        'cache-control': 'public, max-age=3600',
        'content-length': String(file.byteCount),
      });
    });
  }
}

/** The sector that an address names, or null. */
export function sectorOf(text: string | undefined): Sector | null {
  return SECTORS.find((sector) => sector === text) ?? null;
}

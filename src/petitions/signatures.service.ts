import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters, type Host } from '../network/chapters.service.js';
import { Database } from '../platform/database/database.service.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { type Caller } from '../staff/caller.access.js';
import { type Petition } from './petition.entity.js';
import { type SignatureQuery } from './petitions.forms.js';
import { Petitions } from './petitions.service.js';
import { figuresByDay, listSignatures, type PetitionFigures, totals } from './signature-list.sql.js';
import { SignatureResource } from './signatures.resources.js';

/** The signatures of a petition, for those who may read it. Signatures of sealed people are seen by their readers only. */
@Injectable()
export class Signatures {
  constructor(
    private readonly database: Database,
    private readonly petitions: Petitions,
    private readonly chapters: Chapters,
  ) {}

  list(caller: Caller, petitionId: string, query: SignatureQuery): Promise<Page<SignatureResource>> {
    const filter = {
      petitionId,
      state: query.state ?? null,
      hasComment: query.has_comment === 'true',
      text: query.q ?? null,
    };
    return this.reading(caller, petitionId, async (tx) => {
      const found = await listSignatures(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        (each) => [each.createdKey, each.id],
        (each) => SignatureResource.from(each),
      );
    });
  }

  /** Days are those of the petition's own place. */
  figures(caller: Caller, petitionId: string): Promise<PetitionFigures> {
    return this.reading(caller, petitionId, async (tx, petition) => {
      const { timeZone }: Host = await this.chapters.host(tx, petition.ownerId);
      return {
        totals: await totals(tx, petitionId),
        days: await figuresByDay(tx, petitionId, timeZone),
      };
    });
  }

  private reading<T>(
    caller: Caller,
    petitionId: string,
    work: (tx: EntityManager, petition: Petition) => Promise<T>,
  ): Promise<T> {
    return this.database.as(caller.scope('petitions.read'), async (tx) =>
      work(tx, await this.petitions.readable(tx, caller, petitionId)),
    );
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { row, rows } from '../platform/database/sql.js';
import { NotFound } from '../platform/http/errors.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type Author, authorOf } from './changes/history.sql.js';
import { Changes } from './changes.service.js';
import { People } from './people.service.js';
import { type PersonResource, type TagResource } from './people.resources.js';

/** Tags: an organization's own words for its people. They come to be by being used. */
@Injectable()
export class Tags {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly changes: Changes,
    private readonly audit: Audit,
  ) {}

  /** By name. How many carry one is a segment's to count, which is given a limit of time. */
  list(caller: Caller, ownerId: string | null): Promise<TagResource[]> {
    return this.database.as(caller.scope('people.read'), (tx) =>
      rows(
        tx,
        `SELECT t.id, t.owner_id, t.name FROM tags t WHERE ($1::uuid[] IS NULL OR t.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR t.owner_id = $2)
         ORDER BY lower(t.name), t.id`,
        [caller.within('people.read'), ownerId],
      ),
    );
  }

  add(caller: Caller, personId: string, name: string): Promise<PersonResource> {
    return this.people.writing(caller, personId, async (tx, person) => {
      await this.tag(tx, authorOf(caller), person.owner_id, name, [person.id]);
    });
  }

  remove(caller: Caller, personId: string, tagId: string): Promise<PersonResource> {
    return this.people.writing(caller, personId, async (tx, person) => {
      const proposal = { person_id: person.id, tag_id: tagId, entry: null };
      const { changes } = await this.changes.setTags(tx, authorOf(caller), [proposal]);
      if (changes === 0) throw new NotFound();
    });
  }

  /**
   * Tags many at once, each with the tag of their own organization.
   *
   * @returns how many did not carry it before.
   * @throws NotFound where one of them is not the caller's to change: then none is tagged.
   */
  addToMany(caller: Caller, personIds: string[], name: string): Promise<{ added: number }> {
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const found = await rows<{ id: string; owner: string }>(
        tx,
        `SELECT id, owner_id AS owner FROM people
         WHERE id = ANY ($1) AND state = 'active' AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`,
        [personIds, caller.within('people.write')],
      );
      if (found.length !== new Set(personIds).size) throw new NotFound();
      let added = 0;
      for (const ownerId of new Set(found.map(({ owner }) => owner))) {
        const ids = found.filter(({ owner }) => owner === ownerId).map(({ id }) => id);
        const { tagId, count } = await this.tag(tx, authorOf(caller), ownerId, name, ids);
        added += count;
        await this.audit.append(tx, caller, {
          organizationId: ownerId,
          action: 'people.tagged',
          subject: { kind: 'tag', id: tagId },
          detail: { count },
        });
      }
      return { added };
    });
  }

  private async tag(
    tx: EntityManager,
    author: Author,
    ownerId: string,
    name: string,
    personIds: readonly string[],
  ): Promise<{ tagId: string; count: number }> {
    const tagId = await this.named(tx, ownerId, name);
    const proposals = personIds.map((id) => ({ person_id: id, tag_id: tagId, entry: {} }));
    const { changes } = await this.changes.setTags(tx, author, proposals);
    return { tagId, count: changes };
  }

  /** The organization's tag of this name, whatever its capitals, made where there is none. */
  async named(tx: EntityManager, ownerId: string, name: string): Promise<string> {
    await tx.query(
      `INSERT INTO tags (owner_id, name) VALUES ($1, $2) ON CONFLICT (owner_id, lower(name)) DO NOTHING`,
      [ownerId, name],
    );
    const found = await row<{ id: string }>(
      tx,
      'SELECT id FROM tags WHERE owner_id = $1 AND lower(name) = lower($2)',
      [ownerId, name],
    );
    return found!.id;
  }
}

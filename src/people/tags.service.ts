import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { affected, row, rows } from '../platform/database/sql.js';
import { NotFound } from '../platform/http/errors.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { People } from './people.service.js';
import { type PersonResource, type TagResource } from './people.resources.js';

/** Tags: an organization's own words for its people. They come to be by being used. */
@Injectable()
export class Tags {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly audit: Audit,
  ) {}

  /** By name, with how many people carry each. */
  list(caller: Caller, ownerId: string | null): Promise<TagResource[]> {
    return this.database.as(caller.scope('people.read'), (tx) =>
      rows(
        tx,
        `SELECT t.id, t.owner_id, t.name, (SELECT count(*)::int FROM person_tags pt WHERE pt.tag_id = t.id) AS people_count
         FROM tags t WHERE ($1::uuid[] IS NULL OR t.owner_id = ANY ($1)) AND ($2::uuid IS NULL OR t.owner_id = $2)
         ORDER BY lower(t.name), t.id`,
        [caller.within('people.read'), ownerId],
      ),
    );
  }

  add(caller: Caller, personId: string, name: string): Promise<PersonResource> {
    return this.people.writing(caller, personId, async (tx, person) => {
      await tagPeople(tx, await tagNamed(tx, person.owner_id, name), [personId], caller.accountId);
    });
  }

  remove(caller: Caller, personId: string, tagId: string): Promise<PersonResource> {
    return this.people.writing(caller, personId, async (tx) => {
      const removed = await affected(tx, 'DELETE FROM person_tags WHERE tag_id = $1 AND person_id = $2', [
        tagId,
        personId,
      ]);
      if (removed === 0) throw new NotFound();
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
        const tagId = await tagNamed(tx, ownerId, name);
        const count = await tagPeople(tx, tagId, ids, caller.accountId);
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
}

/** The organization's tag of this name, whatever its capitals, made where there is none. */
async function tagNamed(db: EntityManager, ownerId: string, name: string): Promise<string> {
  await db.query(
    `INSERT INTO tags (owner_id, name) VALUES ($1, $2) ON CONFLICT (owner_id, lower(name)) DO NOTHING`,
    [ownerId, name],
  );
  const found = await row<{ id: string }>(
    db,
    'SELECT id FROM tags WHERE owner_id = $1 AND lower(name) = lower($2)',
    [ownerId, name],
  );
  return found!.id;
}

async function tagPeople(db: EntityManager, tagId: string, personIds: string[], by: string): Promise<number> {
  const made = await rows(
    db,
    `INSERT INTO person_tags (tag_id, person_id, added_by) SELECT $1, unnest($2::uuid[]), $3
     ON CONFLICT DO NOTHING RETURNING person_id`,
    [tagId, personIds, by],
  );
  return made.length;
}

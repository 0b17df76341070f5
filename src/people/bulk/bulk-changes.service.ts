import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Batches } from '../batches.service.js';
import { type Author, type Changed, Changes } from '../changes.service.js';
import { Consents } from '../consents.service.js';
import { PeopleSelection } from '../people-selection.access.js';
import { Tags } from '../tags.service.js';
import { type BulkChange, type BulkQuestion } from './bulk.forms.js';
import { type BulkPreview, type BulkResource } from './bulk.resources.js';
import { chosenPeople, tagOf } from './bulk.sql.js';

/** One transaction's worth: some seconds. Whoever means more says it in parts. */
const MOST = 50_000;

/** The same change for many people: counted before it is made, with a reason, and undone as one (PC-13). */
@Injectable()
export class BulkChanges {
  constructor(
    private readonly database: Database,
    private readonly selection: PeopleSelection,
    private readonly batches: Batches,
    private readonly changes: Changes,
    private readonly consents: Consents,
    private readonly tags: Tags,
    private readonly audit: Audit,
  ) {}

  /** How many it would change. @throws NotFound where somebody chosen is not the caller's to change. */
  preview(caller: Caller, question: BulkQuestion): Promise<BulkPreview> {
    caller.requires('people.write', question.owner_id);
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const chosen = await this.chosen(tx, caller, question);
      return { people: chosen.length, changed: chosen.filter(({ differs }) => differs).length };
    });
  }

  /** Changes them. @throws NotFound as the preview, Invalid for more than fifty thousand at once. */
  change(caller: Caller, form: BulkChange): Promise<BulkResource> {
    caller.requires('people.write', form.owner_id);
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const chosen = await this.chosen(tx, caller, form);
      const ids = chosen.filter(({ differs }) => differs).map(({ id }) => id);
      if (ids.length > MOST)
        throw new Invalid([{ param: 'segment_id', message: `Change at most ${MOST} people at once.` }]);
      const isUndoable = form.act !== 'unsubscribe';
      if (ids.length === 0)
        return { people: chosen.length, changed: 0, batch_id: null, is_undoable: isUndoable };
      const batchId = isUndoable
        ? await this.batches.open(tx, caller, {
            ...{ ownerId: form.owner_id, kind: 'bulk', reason: form.reason, state: 'done' },
          })
        : null;
      await this.write(tx, form, ids, { accountId: caller.accountId, batchId });
      await this.audit.append(tx, caller, {
        organizationId: form.owner_id,
        action: 'people.changed-in-bulk',
        subject: { kind: 'batch', id: batchId },
        detail: { act: form.act, count: ids.length },
      });
      return { people: chosen.length, changed: ids.length, batch_id: batchId, is_undoable: isUndoable };
    });
  }

  private async write(
    tx: EntityManager,
    form: BulkChange,
    ids: string[],
    by: Author,
  ): Promise<Changed | void> {
    const each = `SELECT id AS person_id FROM unnest($1::uuid[]) id`;
    switch (form.act) {
      case 'add-tag':
      case 'remove-tag': {
        const isAdded = form.act === 'add-tag';
        const tagId = isAdded
          ? await this.tags.named(tx, form.owner_id, form.tag!)
          : await tagOf(tx, form.owner_id, form.tag!);
        const sql = `SELECT x.person_id, $2::uuid AS tag_id, CASE WHEN $3 THEN '{}'::jsonb END AS entry FROM (${each}) x`;
        return this.changes.setTags(tx, by, { sql, parameters: [ids, tagId, isAdded] });
      }
      case 'set-language':
        return this.changes.setFacts(
          tx,
          by,
          ids.map((person_id) => ({ person_id, language: form.language })),
        );
      case 'unsubscribe':
        return this.consents.withdrawAll(tx, ids, {
          organizationId: form.owner_id,
          text: form.reason,
          recordedBy: by.accountId,
        });
    }
  }

  private async chosen(
    tx: EntityManager,
    caller: Caller,
    question: BulkQuestion,
  ): Promise<{ id: string; differs: boolean }[]> {
    const { segment_id, person_ids } = question;
    const among = segment_id ? await this.selection.peopleIn(tx, caller, segment_id) : null;
    const chosen = await chosenPeople(tx, question, among);
    if (person_ids && chosen.length !== new Set(person_ids).size) throw new NotFound();
    return chosen;
  }
}

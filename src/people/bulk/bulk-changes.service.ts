import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { Batches } from '../batches.service.js';
import { type Author, type Changed, Changes } from '../changes.service.js';
import { Consents } from '../consents.service.js';
import { Fields } from '../fields/fields.service.js';
import { checked, namesSurvivors } from '../fields/person-field.js';
import { PeopleSelection } from '../people-selection.access.js';
import { Tags } from '../tags.service.js';
import { findTraining, lastDayOf } from '../volunteering/volunteering.sql.js';
import { type BulkChange, type BulkQuestion } from './bulk.forms.js';
import { type BulkPreview, type BulkResource } from './bulk.resources.js';
import { chosenPeople, offersWith, tagOf } from './bulk.sql.js';

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
    private readonly fields: Fields,
    private readonly audit: Audit,
  ) {}

  /** How many it would change. @throws NotFound where somebody chosen is not the caller's to change. */
  preview(caller: Caller, asked: BulkQuestion): Promise<BulkPreview> {
    caller.requires('people.write', asked.owner_id);
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const chosen = await this.chosen(tx, caller, await this.checked(tx, caller, asked));
      return { people: chosen.length, changed: chosen.filter(({ differs }) => differs).length };
    });
  }

  /** Changes them. @throws NotFound as the preview, Invalid for more than fifty thousand at once. */
  change(caller: Caller, asked: BulkChange): Promise<BulkResource> {
    caller.requires('people.write', asked.owner_id);
    return this.database.as(caller.scope('people.write'), async (tx) => {
      const form = await this.checked(tx, caller, asked);
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
      case 'set-value':
        return this.changes.setValues(
          tx,
          by,
          ids.map((person_id) => ({ person_id, field_id: form.field_id!, value: form.value ?? null })),
        );
      case 'add-skill':
      case 'remove-skill':
        return this.changes.setOffers(tx, by, {
          sql: offersWith(form.act === 'add-skill'),
          parameters: [ids, form.skill],
        });
      case 'add-training': {
        const { valid_months } = (await findTraining(tx, null, form.training_id!))!;
        const expires_on = valid_months === null ? null : await lastDayOf(tx, form.done_on!, valid_months);
        const entry = { done_on: form.done_on!, expires_on };
        return this.changes.setTrainings(
          tx,
          by,
          ids.map((person_id) => ({ person_id, training_id: form.training_id!, entry })),
        );
      }
      case 'unsubscribe':
        return this.consents.withdrawAll(tx, ids, {
          organizationId: form.owner_id,
          text: form.reason,
          recordedBy: by.accountId,
        });
    }
  }

  /** The question with its value as it is kept. @throws Invalid for what cannot be said of anybody. */
  private async checked<Q extends BulkQuestion>(tx: EntityManager, caller: Caller, asked: Q): Promise<Q> {
    const refuse = (param: string, message: string): never => {
      throw new Invalid([{ param, message }]);
    };
    if (asked.act.endsWith('-skill') && namesSurvivors(asked.skill!))
      refuse('skill', 'No skill may say who is a survivor.');
    if (asked.act === 'add-training') {
      const training = await findTraining(tx, caller.within('people.write'), asked.training_id!);
      if (training?.owner_id !== asked.owner_id) refuse('training_id', 'There is no such training.');
    }
    if (asked.act !== 'set-value') return asked;
    const fields = await this.fields.find(tx, caller, asked.owner_id);
    const field = fields.find(({ id, isActive }) => id === asked.field_id && isActive);
    if (!field) return refuse('field_id', 'There is no such field.');
    if (field.sensitivity === 'sealed')
      return refuse('field_id', 'A sealed field is written for one person at a time.');
    const result = checked(field, asked.value);
    if ('wrong' in result) return refuse('value', result.wrong);
    if (result.value === null && field.isRequired) return refuse('value', 'This is required.');
    return { ...asked, value: result.value };
  }

  private async chosen(
    tx: EntityManager,
    caller: Caller,
    question: BulkQuestion,
  ): Promise<{ id: string; differs: boolean }[]> {
    const { segment_id, person_ids } = question;
    const among = segment_id ? (await this.selection.peopleIn(tx, caller, segment_id)).all : null;
    const chosen = await chosenPeople(tx, question, among);
    if (person_ids && chosen.length !== new Set(person_ids).size) throw new NotFound();
    return chosen;
  }
}

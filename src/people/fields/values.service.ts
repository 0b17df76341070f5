import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { type FieldError, Invalid } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { Changes } from '../changes.service.js';
import { authorOf } from '../changes/history.sql.js';
import { People } from '../people.service.js';
import { type PersonResource } from '../people.resources.js';
import { type ValuesForm } from './fields.forms.js';
import { FieldResource, type ValueList } from './fields.resources.js';
import { Fields } from './fields.service.js';
import { sealedValuesOf, valuesOf } from './fields.sql.js';
import { checked, type FieldValue, type PersonField } from './person-field.js';
import { SealedValues } from './sealed-values.service.js';

/** What the organization's own fields say of a person. What they said before is in the timeline. */
@Injectable()
export class Values {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly fields: Fields,
    private readonly changes: Changes,
    private readonly sealed: SealedValues,
  ) {}

  read(caller: Caller, personId: string): Promise<ValueList> {
    return this.database.as(caller.scope('people.read'), async (tx) =>
      this.show(tx, caller, await this.people.show(tx, caller, personId)),
    );
  }

  /** @throws Invalid with `values.<field id>` for each value that is none of its field, and for required ones without. */
  async write(caller: Caller, personId: string, form: ValuesForm): Promise<ValueList> {
    await this.people.writing(caller, personId, async (tx, person) => {
      const fields = await this.asked(tx, caller, person.owner_id);
      const given = this.check(fields, form);
      const [open, sealed] = [await valuesOf(tx, person.id), await sealedValuesOf(tx, person.id)];
      const missing = fields.filter(
        ({ id, isRequired }) =>
          isRequired && (given.has(id) ? given.get(id) == null : !open.has(id) && !sealed.has(id)),
      );
      refuse(missing.map(({ id }) => ({ param: `values.${id}`, message: 'This is required.' })));
      const isSealed = (id: string): boolean =>
        fields.some((field) => field.id === id && field.sensitivity === 'sealed');
      await this.changes.setValues(
        tx,
        authorOf(caller),
        [...given].map(([field_id, value]) => ({
          ...{ person_id: person.id, field_id },
          value: isSealed(field_id) ? this.sealed.entry(value, sealed.get(field_id)) : value,
        })),
      );
    });
    return this.read(caller, personId);
  }

  private check(fields: PersonField[], { values }: ValuesForm): Map<string, FieldValue> {
    const given = new Map<string, FieldValue>();
    const wrong: FieldError[] = [];
    for (const { field_id, value } of values) {
      const field = fields.find(({ id }) => id === field_id);
      const result = field ? checked(field, value) : { wrong: 'There is no such field.' };
      if ('wrong' in result) wrong.push({ param: `values.${field_id}`, message: result.wrong });
      else given.set(field_id, result.value);
    }
    refuse(wrong);
    return given;
  }

  private async asked(tx: EntityManager, caller: Caller, ownerId: string): Promise<PersonField[]> {
    return (await this.fields.find(tx, caller, ownerId)).filter(({ isActive }) => isActive);
  }

  private async show(tx: EntityManager, caller: Caller, person: PersonResource): Promise<ValueList> {
    const [open, sealed] = [await valuesOf(tx, person.id), await sealedValuesOf(tx, person.id)];
    const fields = await this.asked(tx, caller, person.owner_id);
    return {
      data: fields.map((field) => ({
        field: FieldResource.from(field),
        value: open.get(field.id) ?? null,
        is_set: open.has(field.id) || sealed.has(field.id),
      })),
    };
  }
}

function refuse(wrong: FieldError[]): void {
  if (wrong.length > 0) throw new Invalid(wrong);
}

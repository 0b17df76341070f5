import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { SEALED_VALUE } from '../people-secrets.access.js';
import { People } from '../people.service.js';
import { FieldResource, type ValueList } from './fields.resources.js';
import { Fields } from './fields.service.js';
import { sealedValuesOf } from './fields.sql.js';
import { type FieldValue } from './person-field.js';

/**
 * Values of sealed fields: encrypted in the record, in its history and in the staged rows of imports, with the installation's
 * key. They are in no search, segment or list; whoever may see restricted fields opens them one person at a time.
 */
@Injectable()
export class SealedValues {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly fields: Fields,
    private readonly tokens: Tokens,
    private readonly audit: Audit,
  ) {}

  /** The sealed values of a person. That somebody looked stands in the audit log. */
  read(caller: Caller, personId: string): Promise<ValueList> {
    return this.database.as(caller.scope('people.restricted'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      caller.requires('people.restricted', person.owner_id);
      const fields = await this.fields.find(tx, caller, person.owner_id);
      const values = await this.open(tx, person.id);
      await this.audit.append(tx, caller, {
        organizationId: person.owner_id,
        action: 'sealed-values.viewed',
        subject: { kind: 'person', id: person.id },
        detail: { count: values.size },
      });
      return {
        data: fields
          .filter(({ sensitivity, isActive }) => sensitivity === 'sealed' && isActive)
          .map((field) => ({
            field: FieldResource.from(field),
            value: values.get(field.id) ?? null,
            is_set: values.has(field.id),
          })),
      };
    });
  }

  /** As Changes takes it. A value that is there already keeps its ciphertext, so that history has no change that is none. */
  entry(value: FieldValue, present: Buffer | undefined): { sealed: string } | null {
    if (value === null) return null;
    const text = JSON.stringify(value);
    const isSame = present !== undefined && this.tokens.decrypt(SEALED_VALUE.purpose, present) === text;
    const bytes = isSame ? present : this.tokens.encrypt(SEALED_VALUE.purpose, text);
    return { sealed: bytes.toString('base64') };
  }

  private async open(tx: EntityManager, personId: string): Promise<Map<string, FieldValue>> {
    const found = await sealedValuesOf(tx, personId);
    return new Map(
      [...found].map(([id, bytes]) => [
        id,
        JSON.parse(this.tokens.decrypt(SEALED_VALUE.purpose, bytes)) as FieldValue,
      ]),
    );
  }
}

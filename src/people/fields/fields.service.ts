import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Localized, localized } from '../../layout/i18n.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type ChoiceForm, type FieldChanges, type NewField } from './fields.forms.js';
import { FieldResource } from './fields.resources.js';
import { choicesInUse, findField, findFields, insertField, isInUse, updateField } from './fields.sql.js';
import { type Choice, keyOf, namesSurvivors, type PersonField } from './person-field.js';

/** The fields that an organization defines for its people (PC-3). */
@Injectable()
export class Fields {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** In their order, also those that are no longer asked. */
  list(caller: Caller, ownerId: string | null): Promise<FieldResource[]> {
    return this.database.as(caller.scope('people.read'), async (tx) =>
      (await this.find(tx, caller, ownerId)).map((each) => FieldResource.from(each)),
    );
  }

  /** Those that the caller may see, in the caller's own transaction. */
  find(tx: EntityManager, caller: Caller, ownerId: string | null): Promise<PersonField[]> {
    return findFields(tx, reachOf(caller), ownerId);
  }

  /** @throws Conflict `field_known` where the organization has a field of this name. */
  create(caller: Caller, form: NewField): Promise<FieldResource> {
    caller.requires('chapter.settings', form.owner_id);
    const label = labelOf(form.label, 'label');
    const options = choicesOf(form.type, form.options ?? [], []);
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const sensitivity = form.sensitivity ?? 'open';
      if (sensitivity !== 'open') mayRestrict(caller, form.owner_id);
      const id = await insertField(tx, {
        ownerId: form.owner_id,
        key: keyOf(localized(label, 'en'), 'field'),
        label,
        type: form.type,
        options,
        isRequired: form.is_required ?? false,
        sensitivity,
      });
      if (id === null)
        throw new Conflict('field_known', 'There is a field of this name already.', [
          { param: 'label', message: 'There is a field of this name already.' },
        ]);
      await this.note(tx, caller, 'field.created', form.owner_id, id);
      return FieldResource.from((await findField(tx, reachOf(caller), id))!);
    });
  }

  /** @throws Conflict `choice_in_use` where a choice would go that somebody's value names. */
  change(caller: Caller, id: string, form: FieldChanges): Promise<FieldResource> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const field = await findField(tx, reachOf(caller), id);
      if (!field) throw new NotFound();
      caller.requires('chapter.settings', field.ownerId);
      if (form.sensitivity && form.sensitivity !== field.sensitivity)
        mayChange(caller, field, form.sensitivity);
      const options = form.options ? choicesOf(field.type, form.options, field.options) : field.options;
      await this.keepUsedChoices(tx, field, options);
      const changed: PersonField = {
        ...field,
        label: form.label ? labelOf(form.label, 'label') : field.label,
        options,
        isRequired: form.is_required ?? field.isRequired,
        sensitivity: form.sensitivity ?? field.sensitivity,
        position: form.position ?? field.position,
        isActive: form.is_active ?? field.isActive,
      };
      await updateField(tx, changed);
      await this.note(tx, caller, 'field.changed', field.ownerId, id, { fields: Object.keys(form) });
      return FieldResource.from(changed);
    });
  }

  private async keepUsedChoices(tx: EntityManager, field: PersonField, next: Choice[]): Promise<void> {
    const gone = field.options.filter(({ key }) => !next.some((each) => each.key === key));
    if (gone.length === 0) return;
    const keys = gone.map(({ key }) => key);
    // Who has which sealed value is known to nobody who does not look, so all of them count as used.
    const isSealedInUse = field.sensitivity === 'sealed' && (await isInUse(tx, field.id));
    const used = isSealedInUse ? keys : await choicesInUse(tx, field.id, keys);
    if (used.length === 0) return;
    const names = gone.filter(({ key }) => used.includes(key)).map(({ label }) => localized(label, 'en'));
    throw new Conflict('choice_in_use', `Somebody has this value: ${names.join(', ')}.`, [
      { param: 'options', message: `Somebody has this value: ${names.join(', ')}.` },
    ]);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, { organizationId, action, subject: { kind: 'field', id }, detail });
  }
}

/** What of fields the caller sees. */
export function reachOf(caller: Caller): { within: string[] | null; restricted: string[] } {
  return { within: caller.within('people.read'), restricted: caller.organizations('people.restricted') };
}

function mayRestrict(caller: Caller, ownerId: string): void {
  if (!caller.can('people.restricted', ownerId))
    throw new Forbidden('Only who sees restricted fields may decide what is restricted.');
}

/** What stood in the clear stands in backups and exports: a field is sealed from its making on, or never. */
function mayChange(caller: Caller, field: PersonField, next: PersonField['sensitivity']): void {
  mayRestrict(caller, field.ownerId);
  if (field.sensitivity === 'sealed' || next === 'sealed')
    throw new Conflict('sealed_for_good', 'A field is sealed when it is made, and stays as it was made.', [
      { param: 'sensitivity', message: 'A field is sealed when it is made, and stays as it was made.' },
    ]);
}

function labelOf(label: Localized, param: string): Localized {
  const texts = Object.values(label).filter((text): text is string => Boolean(text));
  if (texts.length === 0) throw new Invalid([{ param, message: 'Give it a name.' }]);
  if (texts.some((text) => text.length > 200))
    throw new Invalid([{ param, message: 'At most 200 characters.' }]);
  if (texts.some(namesSurvivors))
    throw new Invalid([{ param, message: 'No field asks or says who is a survivor.' }]);
  return label;
}

function choicesOf(type: PersonField['type'], given: ChoiceForm[], known: Choice[]): Choice[] {
  const isList = type === 'one-of' || type === 'many-of';
  if (!isList) return [];
  if (given.length < 2) throw new Invalid([{ param: 'options', message: 'Give two choices or more.' }]);
  const keys = new Set<string>();
  return given.map((each) => {
    const label = labelOf(each.label, 'options');
    const isKnown = known.some(({ key }) => key === each.key);
    let key = isKnown ? each.key! : keyOf(localized(label, 'en'), 'choice');
    // A new choice takes no key of another, also not of one that only changed its label.
    for (let n = 2; keys.has(key) || (!isKnown && known.some((other) => other.key === key)); n++)
      key = `${key.replace(/_\d+$/, '')}_${n}`;
    keys.add(key);
    return { key, label };
  });
}

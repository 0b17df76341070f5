import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden, Invalid, NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { namesSurvivors } from '../fields/person-field.js';
import { type NewTraining, type TrainingChanges } from './volunteering.forms.js';
import { type TrainingResource } from './volunteering.resources.js';
import { findTraining, findTrainings, insertTraining, updateTraining } from './volunteering.sql.js';

/** The trainings that an organization keeps account of. */
@Injectable()
export class Trainings {
  constructor(private readonly database: Database) {}

  /** Also those that are no longer offered. */
  list(caller: Caller, ownerId: string | null): Promise<TrainingResource[]> {
    return this.database.as(caller.scope('people.read'), (tx) =>
      findTrainings(tx, caller.within('people.read'), ownerId),
    );
  }

  /** @throws Conflict `training_known` where the organization has one of this name. */
  create(caller: Caller, form: NewTraining): Promise<TrainingResource> {
    caller.requires('people.write', form.owner_id);
    allowed(form.name);
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const validMonths = form.valid_months ?? null;
      const id = await insertTraining(tx, { ownerId: form.owner_id, name: form.name, validMonths });
      if (id === null) throw known();
      return (await findTraining(tx, null, id))!;
    });
  }

  change(caller: Caller, id: string, form: TrainingChanges): Promise<TrainingResource> {
    if (form.name) allowed(form.name);
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const training = await findTraining(tx, caller.within('people.read'), id);
      if (!training) throw new NotFound();
      if (!caller.can('people.write', training.owner_id)) throw new Forbidden();
      const { name, valid_months: validMonths, is_active: isActive } = form;
      if (!(await updateTraining(tx, id, { name, validMonths, isActive }))) throw known();
      return (await findTraining(tx, null, id))!;
    });
  }
}

function allowed(name: string): void {
  if (namesSurvivors(name))
    throw new Invalid([{ param: 'name', message: 'No training may say who is a survivor.' }]);
}

function known(): Conflict {
  const message = 'There is a training of this name.';
  return new Conflict('training_known', message, [{ param: 'name', message }]);
}

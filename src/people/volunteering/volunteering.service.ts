import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { Changes } from '../changes.service.js';
import { authorOf } from '../changes/history.sql.js';
import { namesSurvivors } from '../fields/person-field.js';
import { People } from '../people.service.js';
import { type OfferForm, type TrainingDone } from './volunteering.forms.js';
import { type VolunteeringResource } from './volunteering.resources.js';
import { findTraining, findVolunteering, lastDayOf } from './volunteering.sql.js';

/** What somebody offers to do, when and how far away, and what they were trained in (PC-12). */
@Injectable()
export class Volunteering {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly changes: Changes,
  ) {}

  read(caller: Caller, personId: string): Promise<VolunteeringResource> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      return findVolunteering(tx, person.id);
    });
  }

  /** Writes all of what they offer; where that is nothing, the offer goes. @throws Invalid for words that may not stand here. */
  async offer(caller: Caller, personId: string, form: OfferForm): Promise<VolunteeringResource> {
    if (form.skills.some(namesSurvivors))
      throw new Invalid([{ param: 'skills', message: 'No skill may say who is a survivor.' }]);
    const { skills, languages, availability } = form;
    const travel_km = form.travel_km ?? null;
    const isEmpty = skills.length + languages.length + availability.length === 0 && travel_km === null;
    const profile = isEmpty ? null : { skills, languages, availability, travel_km };
    await this.people.writing(caller, personId, async (tx, person) => {
      await this.changes.setOffers(tx, authorOf(caller), [{ person_id: person.id, profile }]);
    });
    return this.read(caller, personId);
  }

  /**
   * Writes down that a training was done; done again, the newer day holds.
   *
   * @throws NotFound for a training that is not the person's organization's.
   */
  async train(
    caller: Caller,
    personId: string,
    trainingId: string,
    { done_on, expires_on }: TrainingDone,
  ): Promise<VolunteeringResource> {
    if (expires_on && expires_on < done_on)
      throw new Invalid([{ param: 'expires_on', message: 'It cannot end before it was done.' }]);
    await this.people.writing(caller, personId, async (tx, person) => {
      const training = await findTraining(tx, caller.within('people.read'), trainingId);
      if (training?.owner_id !== person.owner_id) throw new NotFound();
      const { valid_months } = training;
      const byRule = valid_months === null ? null : await lastDayOf(tx, done_on, valid_months);
      const entry = { done_on, expires_on: expires_on === undefined ? byRule : expires_on };
      await this.changes.setTrainings(tx, authorOf(caller), [
        { person_id: person.id, training_id: trainingId, entry },
      ]);
    });
    return this.read(caller, personId);
  }

  async untrain(caller: Caller, personId: string, trainingId: string): Promise<VolunteeringResource> {
    await this.people.writing(caller, personId, async (tx, person) => {
      const proposal = { person_id: person.id, training_id: trainingId, entry: null };
      const { changes } = await this.changes.setTrainings(tx, authorOf(caller), [proposal]);
      if (changes === 0) throw new NotFound();
    });
    return this.read(caller, personId);
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { Conflict, Invalid, NotFound } from '../platform/http/errors.js';
import { fromCursor, type Page, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type Permission } from '../staff/roles.access.js';
import { type Journey, type JourneyState } from './journey.js';
import { JourneySteps } from './journey-steps.service.js';
import { type JourneyChanges, type JourneyQuery, type NewJourney, type RunQuery } from './journeys.forms.js';
import { JourneyFigures, JourneyResource, RunResource } from './journeys.resources.js';
import {
  deleteDraft,
  findJourney,
  findJourneys,
  insertJourney,
  moveJourney,
  updateJourney,
} from './journeys.sql.js';
import { findRuns, stepFigures } from './run-list.sql.js';
import { toStep } from './steps.js';

/** Automations as staff work with them. Who may write mailings writes them; who may send mailings switches them on. */
@Injectable()
export class Journeys {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly steps: JourneySteps,
  ) {}

  list(caller: Caller, query: JourneyQuery): Promise<Page<JourneyResource>> {
    const filter = {
      within: caller.within('mailings.read'),
      ownerId: query.owner_id ?? null,
      state: query.state ?? null,
    };
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const found = await findJourneys(tx, filter, fromCursor(query.after, 2), query.limit + 1);
      return toPage(
        found,
        query.limit,
        ({ key, id }) => [key, id],
        (each) => JourneyResource.from(each),
      );
    });
  }

  find(caller: Caller, id: string): Promise<JourneyResource> {
    return this.database.as(caller.scope('mailings.read'), (tx) => this.show(tx, caller, id));
  }

  create(caller: Caller, form: NewJourney): Promise<JourneyResource> {
    caller.requires('mailings.write', form.owner_id);
    return this.database.as(caller.scope('mailings.write'), async (tx) => {
      const { name, did, what_id: whatId, what_title: whatTitle, repeats } = form;
      const steps = form.steps.map(toStep);
      await this.steps.check(tx, form.owner_id, steps);
      const fields = { name, did, whatId, whatTitle, repeats, steps };
      const id = await insertJourney(tx, form.owner_id, caller.accountId, fields);
      await this.note(tx, caller, 'journey.created', form.owner_id, id);
      return this.show(tx, caller, id);
    });
  }

  /**
   * Changes what is given. Once it is or was on, other steps make a new version: whoever is under way keeps theirs, and
   * only who may send mailings may change what goes out.
   *
   * @throws Conflict `journey_ended`
   */
  change(caller: Caller, id: string, form: JourneyChanges): Promise<JourneyResource> {
    return this.writing(caller, id, 'mailings.write', async (tx, journey) => {
      if (journey.state !== 'draft') caller.requires('mailings.send', journey.ownerId);
      const fields = {
        name: form.name ?? journey.name,
        did: form.did ?? journey.did,
        whatId: form.what_id === undefined ? journey.whatId : form.what_id,
        whatTitle: form.what_title ?? journey.whatTitle,
        repeats: form.repeats ?? journey.repeats,
        steps: form.steps?.map(toStep) ?? journey.steps,
      };
      await this.steps.check(tx, journey.ownerId, fields.steps);
      if ((await updateJourney(tx, id, fields)) === 0)
        throw new Conflict('journey_ended', 'It has ended and is no longer changed.');
      if (journey.state !== 'draft') await this.steps.freeze(tx, journey.ownerId, id, fields.steps);
      await this.note(tx, caller, 'journey.changed', journey.ownerId, id, { fields: Object.keys(form) });
    });
  }

  /** From now on the deeds that it waits for start it. @throws Invalid where a mail of it may not go out. */
  switchOn(caller: Caller, id: string): Promise<JourneyResource> {
    return this.writing(caller, id, 'mailings.send', async (tx, { ownerId, steps }) => {
      if (steps.length === 0) throw new Invalid([{ param: 'steps', message: 'Add a first step.' }]);
      await this.move(tx, caller, id, ['draft', 'paused'], 'on');
      await this.steps.freeze(tx, ownerId, id, steps);
      await this.note(tx, caller, 'journey.switched-on', ownerId, id);
    });
  }

  pause(caller: Caller, id: string): Promise<JourneyResource> {
    return this.writing(caller, id, 'mailings.write', async (tx, { ownerId }) => {
      await this.move(tx, caller, id, ['on'], 'paused');
      await this.note(tx, caller, 'journey.paused', ownerId, id);
    });
  }

  end(caller: Caller, id: string): Promise<JourneyResource> {
    return this.writing(caller, id, 'mailings.write', async (tx, { ownerId }) => {
      await this.move(tx, caller, id, ['on', 'paused'], 'ended');
      await this.note(tx, caller, 'journey.ended', ownerId, id);
    });
  }

  /** @throws Conflict `journey_was_on`: what it did is kept. */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.database.as(caller.scope('mailings.write'), async (tx) => {
      const { ownerId } = await this.held(tx, caller, id, 'mailings.write');
      if (!(await deleteDraft(tx, id)))
        throw new Conflict('journey_was_on', 'It has been on. End it instead: what it did is kept.');
      await this.note(tx, caller, 'journey.deleted', ownerId, id);
    });
  }

  figures(caller: Caller, id: string): Promise<JourneyFigures> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const { version } = await this.held(tx, caller, id, 'mailings.read');
      return JourneyFigures.from(version, await stepFigures(tx, id, version));
    });
  }

  /** Who is under way or was. Shows names, so it asks for the right to see people as well. */
  runs(caller: Caller, id: string, { state, after, limit }: RunQuery): Promise<Page<RunResource>> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const { ownerId } = await this.held(tx, caller, id, 'mailings.read');
      caller.requires('people.read', ownerId);
      const within = caller.within('people.read');
      const found = await findRuns(tx, {
        journeyId: id,
        within,
        state: state ?? null,
        after,
        limit: limit + 1,
      });
      return toPage(
        found,
        limit,
        (run) => [run.id],
        (run) => RunResource.from(run),
      );
    });
  }

  private writing(
    caller: Caller,
    id: string,
    permission: Permission,
    work: (tx: EntityManager, journey: Journey) => Promise<void>,
  ): Promise<JourneyResource> {
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const journey = await this.held(tx, caller, id, 'mailings.read');
      caller.requires(permission, journey.ownerId);
      await work(tx, journey);
      return this.show(tx, caller, id);
    });
  }

  private async held(
    tx: EntityManager,
    caller: Caller,
    id: string,
    permission: Permission,
  ): Promise<Journey> {
    const found = await findJourney(tx, id, caller.within(permission));
    if (!found) throw new NotFound();
    caller.requires(permission, found.ownerId);
    return found;
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<JourneyResource> {
    return JourneyResource.from(await this.held(tx, caller, id, 'mailings.read'));
  }

  private async move(
    tx: EntityManager,
    caller: Caller,
    id: string,
    from: readonly JourneyState[],
    to: JourneyState,
  ): Promise<void> {
    if (await moveJourney(tx, id, from, to)) return;
    const { state } = await this.held(tx, caller, id, 'mailings.read');
    throw new Conflict('wrong_state', `That cannot be done to a journey that is ${state}.`);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId,
      action,
      subject: { kind: 'journey', id },
      detail,
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service.js';
import { type Caller } from '../staff/caller.access.js';
import {
  fieldsToChoose,
  layersToChoose,
  officialsToChoose,
  organizationsToChoose,
  partnersToChoose,
  segmentsToChoose,
  tagsToChoose,
  thingsToChoose,
  trainingsToChoose,
} from './choices.sql.js';
import { CONDITIONS } from './conditions/conditions.js';
import { type FieldsResource } from './segments.resources.js';
import { Segments } from './segments.service.js';

/** What a filter can be made of. */
@Injectable()
export class Choices {
  constructor(
    private readonly database: Database,
    private readonly segments: Segments,
  ) {}

  /** @throws NotFound for an organization that the caller has no part in. */
  fields(caller: Caller, ownerId: string): Promise<FieldsResource> {
    caller.requires('people.read', ownerId);
    const within = this.segments.reach(caller, ownerId);
    return this.database.as(caller.scope('people.read'), async (tx) => ({
      conditions: [
        { kind: 'segment', label: 'Segment', group: 'person' as const },
        ...CONDITIONS.map(({ kind, label, group }) => ({ kind, label, group })),
      ],
      tags: await tagsToChoose(tx, within),
      trainings: await trainingsToChoose(tx, within),
      segments: await segmentsToChoose(tx, within),
      organizations: await organizationsToChoose(tx),
      partners: await partnersToChoose(tx, within),
      officials: await officialsToChoose(tx, within),
      things: await thingsToChoose(tx, within),
      fields: await fieldsToChoose(tx, within),
      layers: await layersToChoose(tx),
    }));
  }
}

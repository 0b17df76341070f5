import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { PeopleSelection, type Selected } from '../people/people-selection.access.js';
import { type Caller } from '../staff/caller.access.js';
import { Segments } from './segments.service.js';

@Injectable()
export class Selecting extends PeopleSelection {
  constructor(private readonly segments: Segments) {
    super();
  }

  async peopleIn(tx: EntityManager, caller: Caller, segmentId: string): Promise<Selected> {
    const { filter, ownerId } = await this.segments.find(tx, caller, segmentId);
    const complete = await this.segments.complete(tx, filter, 'segment_id');
    return {
      all: this.segments.peopleOf(complete, this.segments.reach(caller, ownerId)),
      bounds: (column) => this.segments.bounds(complete, column),
    };
  }
}

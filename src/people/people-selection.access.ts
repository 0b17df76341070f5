import { type EntityManager } from 'typeorm';
import { type Caller } from '../staff/caller.access.js';

/** Writes `SELECT id` of the people meant, to be embedded; its values are added to those of the statement. */
export type Among = (parameters: unknown[]) => string;

/** The people of a saved segment. */
export interface Selected {
  all: Among;
  /** A condition over `p` that all of them meet: from when to when the column lies, as far as the segment says it. */
  bounds: (column: 'created_at' | 'last_action_at') => Among;
}

/** How the list of people asks for those in a saved segment: segments/ stands to the right of it, and provides this. */
export abstract class PeopleSelection {
  /** @throws NotFound for a segment that is not the caller's to see. */
  abstract peopleIn(tx: EntityManager, caller: Caller, segmentId: string): Promise<Selected>;
}

import { type EntityManager } from 'typeorm';

/** A SELECT of this product's code with its values. */
export interface Selection {
  sql: string;
  parameters: readonly unknown[];
}

/** On whose behalf people are linked with organizations. */
export interface Linking {
  /** The chapter that knows these people and organizations. */
  ownerId: string;
  /** Whether organizations that the chapter does not know are added to it, as prospects. */
  mayAdd: boolean;
  isPractice: boolean;
  accountId: string | null;
  batchId: string | null;
}

/**
 * How an import links people with the organizations that a file names: partners/ stands to the right of it, and provides this.
 * Organizations are known by their name, and only those of the chapter: that another chapter works with somebody is not told.
 * Proposals are SELECTs of `person_id, name`.
 */
export abstract class Affiliations {
  /** Those of the proposals that are not so yet, to be embedded: a value is added behind the proposals' own. */
  abstract missing(proposed: Selection, by: Pick<Linking, 'ownerId' | 'mayAdd'>): Selection;

  /** How many organizations the proposals name that the chapter does not know. */
  abstract countUnknown(tx: EntityManager, ownerId: string, proposed: Selection): Promise<number>;

  /** Writes what is missing. Whoever has a role there already keeps it, and gets no other. */
  abstract link(tx: EntityManager, by: Linking, proposed: Selection): Promise<void>;

  /** Takes back what `link` wrote for these people in a batch, where nobody has changed it since. */
  abstract unlink(tx: EntityManager, batchId: string, personIds: readonly string[]): Promise<void>;

  /** Removes the organizations that a batch added and that nobody has used since. */
  abstract removeUnused(tx: EntityManager, batchId: string): Promise<void>;
}

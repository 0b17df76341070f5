/** What a code can lead to. */
export const CODED_ACTIONS = ['campaign', 'petition', 'event', 'letter'] as const;
export type CodedAction = (typeof CODED_ACTIONS)[number];

/** What somebody did that a code can be credited with. */
export type SubjectKind = 'signature' | 'registration' | 'letter';

/** Deeds of a month. A registration counts when it was made, `attended` when its people came. */
export interface Deeds {
  signatures: number;
  registrations: number;
  letters: number;
  attended: number;
}

/**
 * A partner's month in a chapter, or the chapter's own, as it is frozen. `first` are deeds whose first code was the
 * partner's, `last` those whose last one was: each deed that came by a code is once in somebody's `first` and once in
 * somebody's `last`, so both add up to the chapter's total over all partners and `others`.
 */
export interface StatementFigures {
  /** Pages shown to whoever came by its codes; machines count too. */
  views: number;
  first: Deeds;
  last: Deeds;
  /** Legislative districts in which these people live. */
  districts: number;
  /** People whom the chapter met for the first time by its codes in this month. */
  newPeople: number;
  /** People of the chapter who have the partner's mail, at the end of the month. */
  consented: number;
  /** What it had agreed to, settled in the month. Of organizations, not of people: never masked. */
  commitments: { done: number; missed: number };
}

/** What adds up over partners. Districts and consents do not: two partners may reach the same. */
export type Totals = Pick<StatementFigures, 'views' | 'first' | 'last' | 'newPeople'>;

/** Raised where a figure begins to mean something else; a frozen statement keeps the one it was made by. */
export const DEFINITIONS_VERSION = 1;

export const NO_DEEDS: Deeds = { signatures: 0, registrations: 0, letters: 0, attended: 0 };

/** What a partner is told of a number follows the rule for everybody. */
export { FEWEST_TOLD, told } from '../../engagement/few.access.js';

import { type Level, type OfficeKind } from '../officials/official-record.js';
import { type Holder } from '../officials/representation.service.js';

/**
 * Whom a campaign writes to: a rule, not names, so that whoever holds an office when a letter is sent is written to.
 * An empty list does not narrow.
 */
export interface TargetRule {
  chambers: OfficeKind[];
  levels: Level[];
  /** Ids of committees: only their members. */
  committees: string[];
  /** Ids of offices that every letter goes to as well, at most four. */
  always: string[];
  /** True: who is represented by no target writes to nobody. False: they may still write to those in `always`. */
  constituentsOnly: boolean;
}

export const MOST_ALWAYS = 4;

/** Why somebody is asked to write to this official. */
export type Why =
  | { kind: 'district'; seat: string }
  | { kind: 'everybody'; place: string }
  | { kind: 'committee'; seat: string; committee: string }
  | { kind: 'always' };

/** True where a representative of the supporter is somebody the campaign writes to. */
export function isTarget(rule: TargetRule, holder: Holder): boolean {
  const within = (list: readonly string[], value: string): boolean =>
    list.length === 0 || list.includes(value);
  return (
    within(rule.levels, holder.level) &&
    within(rule.chambers, holder.kind) &&
    (rule.committees.length === 0 || holder.committee_ids.some((id) => rule.committees.includes(id)))
  );
}

/** A real campaign writes to no invented official; a practice campaign may, and to real ones by way of the sink (routing.ts). */
export function mayWriteTo(campaign: { is_practice: boolean }, holder: Holder): boolean {
  return campaign.is_practice || !holder.is_practice;
}

/**
 * The targets of one supporter: their representatives whom the rule means, then those whom every letter goes to.
 * Nobody twice, and nobody at all where constituents only may write and the supporter is none.
 */
export function targetsOf(
  rule: TargetRule,
  representatives: readonly Holder[],
  always: readonly Holder[],
): Holder[] {
  const own = representatives.filter((holder) => isTarget(rule, holder));
  if (own.length === 0 && rule.constituentsOnly) return [];
  const more = always.filter((holder) => !own.some((each) => each.office_id === holder.office_id));
  return [...own, ...more];
}

/** Ids of the committees and offices that a rule names. */
export function namedIn({ committees, always }: Pick<TargetRule, 'committees' | 'always'>): string[] {
  return [...committees, ...always];
}

import { told } from '../../engagement/few.access.js';
import { type AudienceCount, type Exclusion } from './audience.sql.js';

/** How many of these would get it. */
export function reached(counts: readonly AudienceCount[]): number {
  return counts.reduce((sum, { exclusion, count }) => (exclusion === null ? sum + count : sum), 0);
}

/** Who would not get it, as staff are told. */
export function leftOutOf(counts: readonly AudienceCount[]): { reason: Exclusion; count: number }[] {
  return withoutFewCapped(counts).flatMap(({ exclusion, count }) =>
    exclusion ? [{ reason: exclusion, count }] : [],
  );
}

/**
 * That one person had much mail of others tells that others know them: under five they are counted with those who want less
 * mail, which the sender may know.
 */
function withoutFewCapped(counts: readonly AudienceCount[]): readonly AudienceCount[] {
  const capped = counts.find(({ exclusion }) => exclusion === 'capped');
  if (!capped || told(capped.count) !== null) return counts;
  const others = counts.filter(({ exclusion }) => exclusion !== 'capped' && exclusion !== 'not-wished');
  const notWished = counts.find(({ exclusion }) => exclusion === 'not-wished')?.count ?? 0;
  return [...others, { exclusion: 'not-wished', language: null, count: notWished + capped.count }];
}

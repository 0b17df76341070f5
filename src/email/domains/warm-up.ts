/**
 * Messages a day that a new domain sends: fourteen days of a published schedule (AdCrux, "IP Warm-up Strategy", daily volume).
 * Receivers that do not know a sender take a sudden crowd for an attack, and remember it for weeks.
 */
const MOST_ON_DAY = [
  200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000, 50_000, 75_000, 100_000, 150_000, 200_000, 250_000,
] as const;

export const WARM_UP_DAYS = MOST_ON_DAY.length;

/** How much a domain may send on a day of its warm-up, the first being 0. Null after the last. */
export function mostOnDay(day: number): number | null {
  return MOST_ON_DAY[Math.max(0, day)] ?? null;
}

import { type Metric, type Variant } from './split-test.js';

/** What one version did among those of the sample who were sent it. */
export interface VariantFigures {
  variant: Variant;
  sent: number;
  opened: number;
  clicked: number;
  acted: number;
  left: number;
  complained: number;
}

export type Verdict = { winner: Variant } | { none: 'too-few' | 'too-close' };

/** One chance in twenty to name a winner where there is none, over all comparisons together. */
const ALPHA = 0.05;
/** Where fewer are expected of either outcome, the test below does not hold (NIST/SEMATECH e-Handbook 7.3.3). */
const FEWEST_EXPECTED = 5;
/** One person who leaves a small sample is a large share of it, and says nothing. */
const FEWEST_TO_STOP = 3;
/** Google and Yahoo stop taking mail of senders that reach it (Email sender guidelines, spam rate). */
export const MOST_COMPLAINING = 0.003;
/** Below 1.96 standard errors lie 97.5 % of cases, below 0.8416 80 %: how sure, and how likely to be found. */
const [SURE, FOUND] = [1.96, 0.8416];

/** What versions have done before, for the size of a sample: shares of those who were sent a mail. */
const USUAL: Record<Metric, number> = { clicks: 0.025, actions: 0.01, opens: 0.3 };

const countOf = (metric: Metric, { opened, clicked, acted }: VariantFigures): number =>
  ({ clicks: clicked, actions: acted, opens: opened })[metric];

/**
 * The version that is better than each of the others, or none: by pairwise tests of two proportions with pooled variance,
 * two-sided, at 5 % divided by the number of pairs (Bonferroni).
 */
export function verdictOf(metric: Metric, figures: readonly VariantFigures[]): Verdict {
  const rate = (it: VariantFigures): number => (it.sent === 0 ? 0 : countOf(metric, it) / it.sent);
  const [best, ...others] = [...figures].sort((a, b) => rate(b) - rate(a));
  if (!best || others.length === 0) return { none: 'too-few' };
  const pairs = (figures.length * (figures.length - 1)) / 2;
  const compared = others.map((other) => chanceOf(metric, best, other));
  if (compared.includes(null)) return { none: 'too-few' };
  return compared.every((chance) => chance! < ALPHA / pairs)
    ? { winner: best.variant }
    : { none: 'too-close' };
}

/** How likely so large a difference is where there is none; null where too few did anything to say. */
function chanceOf(metric: Metric, one: VariantFigures, other: VariantFigures): number | null {
  const all = one.sent + other.sent;
  const pooled = (countOf(metric, one) + countOf(metric, other)) / all;
  const fewest = Math.min(one.sent, other.sent);
  if (!(fewest * Math.min(pooled, 1 - pooled) >= FEWEST_EXPECTED)) return null;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.sent + 1 / other.sent));
  return twoSided((countOf(metric, one) / one.sent - countOf(metric, other) / other.sent) / error);
}

/** Both tails of the normal distribution beyond z, to seven digits (Abramowitz and Stegun 26.2.17). */
function twoSided(z: number): number {
  const x = Math.abs(z);
  const t = 1 / (1 + 0.2316419 * x);
  const [b1, b2, b3, b4, b5] = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return 2 * density * t * (b1 + t * (b2 + t * (b3 + t * (b4 + t * b5))));
}

/**
 * How many each version must go to, to find one that is twice as good as usual four times out of five (Fleiss, Statistical
 * Methods for Rates and Proportions, two samples of one size, without continuity correction). More versions need more.
 */
export function smallestSample(metric: Metric): number {
  const p = USUAL[metric];
  const q = 2 * p;
  const mean = (p + q) / 2;
  const spread = SURE * Math.sqrt(2 * mean * (1 - mean)) + FOUND * Math.sqrt(p * (1 - p) + q * (1 - q));
  return Math.ceil((spread / (q - p)) ** 2);
}

/** The version that drives people away, and how, or undefined. `most` is a share: 0.02 for 2 %. */
export function alarmOf(
  figures: readonly VariantFigures[],
  most: number,
): { variant: Variant; why: 'left' | 'complained'; count: number; sent: number } | undefined {
  for (const it of figures) {
    for (const [why, limit] of [
      ['left', most],
      ['complained', MOST_COMPLAINING],
    ] as const) {
      if (it[why] >= FEWEST_TO_STOP && it[why] > limit * it.sent)
        return { variant: it.variant, why, count: it[why], sent: it.sent };
    }
  }
  return undefined;
}

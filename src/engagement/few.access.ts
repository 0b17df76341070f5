/** Fewer than this are not told: a small number beside what is known otherwise tells who it was. */
export const FEWEST_TOLD = 5;

/** As it is told: null for one to four. Nothing is summed up from parts, so nothing is found by difference. */
export const told = (count: number): number | null => (count > 0 && count < FEWEST_TOLD ? null : count);

/** Told in steps of so many: a number that moves with one person tells who it was to whoever saw them sign. */
const STEP = 5;

/** The same for numbers that are watched from day to day: full steps, and null for one to four. */
export const toldInSteps = (count: number): number | null => told(count - (count >= STEP ? count % STEP : 0));

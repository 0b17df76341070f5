/** Fewer than this are not told: a small number beside what is known otherwise tells who it was. */
export const FEWEST_TOLD = 5;

/** As it is told: null for one to four. Nothing is summed up from parts, so nothing is found by difference. */
export const told = (count: number): number | null => (count > 0 && count < FEWEST_TOLD ? null : count);

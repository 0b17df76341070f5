const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const PARTS = ['morning', 'afternoon', 'evening'] as const;

/** When somebody is free: a day of the week and a part of it. */
export const SLOTS = DAYS.flatMap((day) => PARTS.map((part) => `${day}-${part}` as const));
export type Slot = (typeof SLOTS)[number];

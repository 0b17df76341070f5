import { type Schema } from '../api/client';

export type Volunteering = Schema<'VolunteeringResource'>;
export type Slot = Volunteering['availability'][number];
export type Training = Schema<'TrainingResource'>;

export const days = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const;
export const dayParts = { morning: 'morning', afternoon: 'afternoon', evening: 'evening' } as const;
const keysOf = <Key extends string>(words: Record<Key, string>): Key[] => Object.keys(words) as Key[];

export const slots: { value: Slot; label: string }[] = keysOf(days).flatMap((day) =>
  keysOf(dayParts).map((part) => ({
    value: `${day}-${part}` as const,
    label: `${days[day]} ${dayParts[part]}`,
  })),
);

/** "Saturday morning and afternoon", a line a day. */
export function freeTimes(availability: readonly Slot[]): string[] {
  return keysOf(days).flatMap((day) => {
    const parts = keysOf(dayParts).filter((part) => availability.includes(`${day}-${part}`));
    if (parts.length === 0) return [];
    return [
      `${days[day]} ${parts.length === 3 ? 'all day' : parts.map((part) => dayParts[part]).join(' and ')}`,
    ];
  });
}

/** Those that coalitions meet most, offered first; what somebody speaks beside them stays shown. */
const OFFERED = [
  'en', 'es', 'pt', 'ht', 'fr', 'zh', 'vi', 'ar', 'ru', 'ko', 'tl', 'km', 'so', 'am', 'hi', 'ur', 'bn', 'fa', 'pl', 'uk',
  'de', 'it', 'el', 'ja', 'sw', 'th', 'ne', 'pa', 'gu', 'kea', 'ase',
]; // prettier-ignore

/** What a language is called in the reader's own. */
export function languageNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return (code) => names.of(code) ?? code;
}

export function languageChoices(
  locale: string,
  present: readonly string[],
): { value: string; label: string }[] {
  const nameOf = languageNames(locale);
  return [...new Set([...OFFERED, ...present])]
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

const KM_IN_A_MILE = 1.609344;

/** Distances as the reader's country writes them; stored as km. */
export function distances(locale: string) {
  const isInMiles = locale.endsWith('US');
  return {
    unit: isInMiles ? 'miles' : 'km',
    fromKm: (km: number): number => (isInMiles ? Math.round(km / KM_IN_A_MILE) : km),
    toKm: (shown: number): number => Math.round(isInMiles ? shown * KM_IN_A_MILE : shown),
  };
}

import { useMemo } from 'react';
import { useSession } from '../api/session';

/** The region whose figures and dates each language of ours gets: plain `es` would print 4182 for 4,182. */
const regions: Record<string, string> = { en: 'en-US', es: 'es-US', pt: 'pt-BR' };

export function localeFor(accountLocale: string): string {
  return regions[accountLocale.slice(0, 2)] ?? 'en-US';
}

export type Format = ReturnType<typeof createFormat>;
type Instant = Date | string;

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Figures, money and times in one locale. Instants are ISO 8601 strings or Dates; zones are IANA names. */
export function createFormat(locale: string) {
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const at = (instant: Instant, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, options).format(new Date(instant));

  return {
    locale,
    number: (value: number) => numbers.format(value),
    /** `share` from 0 to 1. */
    percent: (share: number) => percents.format(share),
    /** `amount` in the currency's smallest unit, as the API carries money. */
    money: (amount: number, currency = 'USD') => {
      const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
      const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
      return format.format(amount / 10 ** digits);
    },
    /** A day such as `2026-03-08`, which belongs to no zone and must not slip to the day before. */
    day: (isoDay: string) => at(`${isoDay}T00:00:00Z`, { dateStyle: 'medium', timeZone: 'UTC' }),
    date: (instant: Instant, timeZone?: string) => at(instant, { dateStyle: 'medium', timeZone }),
    time: (instant: Instant, timeZone?: string) => at(instant, { timeStyle: 'short', timeZone }),
    dateTime: (instant: Instant, timeZone?: string) =>
      at(instant, { dateStyle: 'medium', timeStyle: 'short', timeZone }),
    /** The time of day at a place, with its zone's name. */
    zonedTime: (instant: Instant, timeZone: string) =>
      at(instant, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short', timeZone }),
    /** With the zone's name, for what happens at a place. */
    zonedDateTime: (instant: Instant, timeZone: string) =>
      at(instant, {
        weekday: 'short',
        month: 'short',
        day: 'numeric',
        year: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
        timeZoneName: 'short',
        timeZone,
      }),
    /** "3 hours ago", "tomorrow"; under a minute "now". */
    relative: (instant: Instant, now = new Date()) => {
      const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
      const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', Infinity];
      return relatives.format(Math.trunc(seconds / size), unit);
    },
  };
}

/** The formats of the signed-in account's language. */
export function useFormat(): Format {
  const { account } = useSession();
  return useMemo(() => createFormat(localeFor(account.locale)), [account.locale]);
}

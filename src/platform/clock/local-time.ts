/**
 * Wall-clock times in an IANA zone and the instants they mean. A local time may not exist (clocks jump over it in
 * spring) or exist twice (in autumn); which instant was meant is asked of a person, never guessed.
 */
export interface LocalTime {
  kind: 'normal' | 'gap' | 'overlap';
  /**
   * normal: the same instant twice. overlap: the first and the second time the clock shows it. gap: the instants of
   * the clock times just as far before and after the jump (RFC 5545 3.3.5 would silently take the later).
   */
  earlier: Date;
  later: Date;
}

export type WhichInstant = 'earlier' | 'later';

/** 'YYYY-MM-DDTHH:MM', what an input of type datetime-local sends. */
export const LOCAL_TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;

const DAY = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** True for a name of the IANA time zone database that this server knows. Offsets like +05:00 are no zones. */
export function isTimeZone(zone: unknown): zone is string {
  if (typeof zone !== 'string' || !/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  try {
    format(zone);
    return true;
  } catch {
    return false; // Intl throws a RangeError for what is no zone: that is the answer
  }
}

/** What clocks in the zone show at the instant, as 'YYYY-MM-DDTHH:MM'. */
export function localOf(at: Date, zone: string): string {
  return new Date(wallClock(at.getTime(), zone)).toISOString().slice(0, 16);
}

/**
 * The instant or instants of a local time.
 *
 * @param local as LOCAL_TIME; a day that its month lacks (30 February) gives null.
 */
export function readLocalTime(local: string, zone: string): LocalTime | null {
  const shown = LOCAL_TIME.test(local) ? Date.parse(`${local}:00Z`) : NaN;
  if (Number.isNaN(shown) || new Date(shown).toISOString().slice(0, 16) !== local) return null;
  // A day either way is past any single change, also the whole day that Samoa skipped in 2011.
  const offsets = [shown - DAY, shown + DAY].map((near) => wallClock(near, zone) - near);
  const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
  const candidates = [shown - most, shown - least];
  const real = candidates.filter((instant) => wallClock(instant, zone) === shown);
  const isOverlap = real.length === 2 && real[0] !== real[1];
  const kind = real.length === 0 ? 'gap' : isOverlap ? 'overlap' : 'normal';
  const [earlier, later] = kind === 'normal' ? [real[0]!, real[0]!] : (candidates as [number, number]);
  return { kind, earlier: new Date(earlier), later: new Date(later) };
}

/** The wall clock of the zone at the instant, written as if it were UTC, in milliseconds. */
function wallClock(instant: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format(zone).formatToParts(instant)) parts[type] = Number(value);
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(year!, month! - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

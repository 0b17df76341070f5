import { localOf, readLocalTime } from '../../platform/clock/local-time.js';

export interface ShiftTime {
  startsLocal: string;
  endsLocal: string;
  startsAt: Date;
  endsAt: Date;
}

const HALF_HOUR = 1_800_000;
const DAY = 24 * 3_600_000;

/** So many days from now at this time of the zone's clock, for so many hours. */
export function onDay(now: Date, zone: string, days: number, clock: string, hours: number): ShiftTime {
  const startsLocal = `${localOf(new Date(now.getTime() + days * DAY), zone).slice(0, 10)}T${clock}`;
  const found = readLocalTime(startsLocal, zone);
  if (!found) throw new Error(`${startsLocal} is no time`);
  return from(found.later, zone, hours);
}

/**
 * Today, under way: began an hour ago, to the half hour, but not before midnight of the zone. An event of today must be
 * of today at whatever hour the sample is loaded.
 */
export function underWay(now: Date, zone: string, hours: number): ShiftTime {
  const midnight = readLocalTime(`${localOf(now, zone).slice(0, 10)}T00:00`, zone)!.later;
  const anHourAgo = Math.floor((now.getTime() - 2 * HALF_HOUR) / HALF_HOUR) * HALF_HOUR;
  return from(new Date(Math.max(anHourAgo, midnight.getTime())), zone, hours);
}

/** Begins half an hour after the other ends. */
export function following(shift: ShiftTime, zone: string, hours: number): ShiftTime {
  return from(new Date(shift.endsAt.getTime() + HALF_HOUR), zone, hours);
}

function from(startsAt: Date, zone: string, hours: number): ShiftTime {
  const endsAt = new Date(startsAt.getTime() + hours * 2 * HALF_HOUR);
  return { startsLocal: localOf(startsAt, zone), endsLocal: localOf(endsAt, zone), startsAt, endsAt };
}

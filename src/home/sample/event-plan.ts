import { type Localized } from '../../layout/i18n.js';
import { following, onDay, type ShiftTime, underWay } from './event-times.js';
import { EVENT_TEXTS, type EventSlug, type EventText, SHIFT_NAMES } from './event-texts.js';
import { idOf } from './row-id.js';
import { type World } from './world.js';

/** A shift and who holds places in it, as the sample wants it. */
export interface SampleShift extends ShiftTime {
  id: string;
  name: Localized;
  capacity: number | null;
  /** How many seats are to be held, at most the capacity. */
  seats: number;
  /** How many parties wait. */
  waiting: number;
  course: 'coming' | 'under-way' | 'over';
}

export interface SampleEvent {
  id: string;
  text: EventText;
  shifts: readonly SampleShift[];
  publishedAt: Date;
}

export const ZONES = {
  boston: 'America/New_York',
  denver: 'America/Denver',
  portland: 'America/Los_Angeles',
};

/** Has a helper at its door (accounts.ts), so its id is known before it is made. */
const TODAYS: EventSlug = 'speak-out-on-the-green';

/** Five events: one is going on, three are to come, one is over. */
export function planEvents(world: World): SampleEvent[] {
  const { now } = world;
  const rally = underWay(now, ZONES.boston, 2);
  const visits = onDay(now, ZONES.boston, 21, '09:30', 3);
  return [
    event(TODAYS, 24, [
      shift(now, rally, { capacity: 80, seats: 62, course: 'under-way', name: SHIFT_NAMES.setUp }),
      shift(now, following(rally, ZONES.boston, 2), { capacity: 60, seats: 41, name: SHIFT_NAMES.speakers }),
    ]),
    event('first-steps-for-volunteers', 12, [
      shift(now, onDay(now, ZONES.portland, 6, '18:00', 2), { capacity: 40, seats: 23 }),
    ]),
    event('denver-community-meeting', 15, [
      shift(now, onDay(now, ZONES.denver, 10, '18:00', 2), { capacity: 50, seats: 31 }),
    ]),
    event('day-at-the-state-house', 18, [
      shift(now, visits, { capacity: 24, seats: 24, waiting: 6, name: SHIFT_NAMES.morning }),
      shift(now, following(visits, ZONES.boston, 3), {
        capacity: 24,
        seats: 15,
        name: SHIFT_NAMES.afternoon,
      }),
    ]),
    event('evening-of-remembrance', 50, [
      shift(now, onDay(now, ZONES.denver, -20, '19:00', 2), { capacity: null, seats: 46, course: 'over' }),
    ]),
  ];

  function event(slug: EventSlug, days: number, shifts: SampleShift[]): SampleEvent {
    const publishedAt = world.ago(days);
    const id = slug === TODAYS ? world.todaysEventId : idOf(publishedAt);
    return { id, text: EVENT_TEXTS[slug], shifts, publishedAt };
  }
}

function shift(
  now: Date,
  time: ShiftTime,
  wanted: Pick<SampleShift, 'capacity' | 'seats'> & Partial<SampleShift>,
): SampleShift {
  return { id: idOf(now), ...time, name: {}, waiting: 0, course: 'coming', ...wanted };
}

import { randomUUID } from 'node:crypto';
import { type Localized } from '../../layout/i18n.js';
import { following, onDay, type ShiftTime, underWay } from './event-times.js';
import { EVENT_TEXTS, type EventSlug, type EventText, SHIFT_NAMES } from './event-texts.js';
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

/** Five events: one is going on, three are to come, one is over. */
export function planEvents(world: World): SampleEvent[] {
  const { now } = world;
  const rally = underWay(now, ZONES.boston, 2);
  const visits = onDay(now, ZONES.boston, 21, '09:30', 3);
  return [
    event('speak-out-on-the-green', world.todaysEventId, 24, [
      shift(rally, { capacity: 80, seats: 62, course: 'under-way', name: SHIFT_NAMES.setUp }),
      shift(following(rally, ZONES.boston, 2), { capacity: 60, seats: 41, name: SHIFT_NAMES.speakers }),
    ]),
    event('first-steps-for-volunteers', randomUUID(), 12, [
      shift(onDay(now, ZONES.portland, 6, '18:00', 2), { capacity: 40, seats: 23 }),
    ]),
    event('denver-community-meeting', randomUUID(), 15, [
      shift(onDay(now, ZONES.denver, 10, '18:00', 2), { capacity: 50, seats: 31 }),
    ]),
    event('day-at-the-state-house', randomUUID(), 18, [
      shift(visits, { capacity: 24, seats: 24, waiting: 6, name: SHIFT_NAMES.morning }),
      shift(following(visits, ZONES.boston, 3), { capacity: 24, seats: 15, name: SHIFT_NAMES.afternoon }),
    ]),
    event('evening-of-remembrance', randomUUID(), 50, [
      shift(onDay(now, ZONES.denver, -20, '19:00', 2), { capacity: null, seats: 46, course: 'over' }),
    ]),
  ];

  function event(slug: EventSlug, id: string, days: number, shifts: SampleShift[]): SampleEvent {
    return { id, text: EVENT_TEXTS[slug], shifts, publishedAt: world.ago(days) };
  }
}

function shift(
  time: ShiftTime,
  wanted: Pick<SampleShift, 'capacity' | 'seats'> & Partial<SampleShift>,
): SampleShift {
  return { id: randomUUID(), ...time, name: {}, waiting: 0, course: 'coming', ...wanted };
}

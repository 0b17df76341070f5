import { type SampleEvent, type SampleShift } from './event-plan.js';
import { idOf } from './row-id.js';
import { type SamplePerson, type World } from './world.js';

const NEEDS = [
  'Seat near the front, please.',
  'I use a wheelchair.',
  'Interpretación al español, por favor.',
];

/** A row of attendances; a type and not an interface, so that it is a record of columns. */
type Place = {
  id: string;
  registration_id: string;
  shift_id: string;
  owner_id: string;
  state: 'registered' | 'confirmed' | 'waitlisted' | 'cancelled' | 'attended' | 'no-show';
  state_before: 'registered' | 'confirmed' | null;
  seats: number;
  waitlisted_at: Date | null;
  reminded_at: Date | null;
  reminded_on_day_at: Date | null;
  checked_in_at: Date | null;
  checked_in_by: string | null;
  cancelled_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

type Part = 'seated' | 'waiting' | 'gone';

/** People of the event's city sign up, one shift each, until its seats are held and its waiting list is as long as wanted. */
export function signUp(world: World, event: SampleEvent) {
  const { chance } = world;
  const able = world
    .peopleOf(event.text.city)
    .filter(({ email, isSealed, createdAt }) => email && !isSealed && createdAt < latest(world, event));
  const queue = chance.several(able, able.length);
  const registrations: Record<string, unknown>[] = [];
  const attendances: Place[] = [];
  for (const shift of event.shifts) {
    for (let held = 0; held < shift.seats;) {
      held += add(shift, Math.min(chance.falls(0.2) ? 2 : 1, shift.seats - held), 'seated');
    }
    for (let waiting = 0; waiting < shift.waiting; waiting++) add(shift, 1, 'waiting');
    // Two changed their minds while nobody waited: their places are free again.
    for (let gone = 0; gone < 2 && shift.waiting === 0; gone++) add(shift, 1, 'gone');
  }
  return { registrations, attendances };

  function add(shift: SampleShift, seats: number, part: Part): number {
    const person = queue.pop();
    if (!person) throw new Error(`Too few people for ${event.text.slug}`);
    const from = person.createdAt > event.publishedAt ? person.createdAt : event.publishedAt;
    // Whoever waits came after those who sit.
    const at =
      part === 'waiting'
        ? chance.moment(world.ago(0.9), world.ago(0.1))
        : chance.moment(from, latest(world, event));
    const registration = registrationRow(world, event, person, seats, at);
    registrations.push(registration);
    const held = place(world, registration.id, event, shift, seats, at, part, attendances.length % 2 === 0);
    attendances.push(held);
    tell(world, event, person, held, registration.source_code);
    return seats;
  }
}

/** People sign up until a quarter of a day before it begins, or until now. */
function latest(world: World, { shifts }: SampleEvent): Date {
  const begins = shifts[0]!.startsAt.getTime() - 6 * 3_600_000;
  return new Date(Math.min(begins, world.ago(0.02).getTime()));
}

function registrationRow(world: World, event: SampleEvent, person: SamplePerson, seats: number, at: Date) {
  const { chance } = world;
  return {
    id: idOf(at),
    event_id: event.id,
    owner_id: person.ownerId,
    person_id: person.id,
    given_name: person.givenName,
    family_name: person.familyName,
    email: person.email,
    canonical_email: person.email,
    phone: person.phone,
    zip: person.zip,
    guests: seats - 1,
    access_needs: chance.falls(0.05) ? chance.pick(NEEDS) : '',
    language: person.language,
    source_code: chance.falls(0.4) ? chance.pick(['newsletter', 'flyer-qr', 'harborlight']) : null,
    is_practice: true,
    created_at: at,
    updated_at: at,
  };
}

function place(
  world: World,
  registrationId: string,
  event: SampleEvent,
  shift: SampleShift,
  seats: number,
  at: Date,
  part: Part,
  /** Of the shift that is under way every other party has been checked in. */
  isEven: boolean,
): Place {
  const { chance, now } = world;
  const before = chance.falls(0.55) ? 'confirmed' : 'registered';
  const isOver = shift.course === 'over';
  const isIn = isOver ? chance.falls(0.84) : shift.course === 'under-way' && isEven;
  const isThere = part === 'seated' && isIn;
  const arrivedAt = isThere ? chance.moment(shift.startsAt, shift.endsAt < now ? shift.endsAt : now) : null;
  const cancelledAt = part === 'gone' ? chance.moment(at, latest(world, event)) : null;
  const state = {
    seated: isThere ? 'attended' : isOver ? 'no-show' : before,
    waiting: 'waitlisted',
    gone: 'cancelled',
  } as const;
  // What is near has been announced: a fresh sample must not begin with a burst of reminders.
  const told = isOver || event.id === world.todaysEventId ? at : null;
  return {
    id: idOf(at),
    registration_id: registrationId,
    shift_id: shift.id,
    owner_id: world.chapters[event.text.city],
    state: state[part],
    state_before: isThere ? before : null,
    seats,
    waitlisted_at: part === 'waiting' ? at : null,
    reminded_at: told,
    reminded_on_day_at: told,
    checked_in_at: arrivedAt,
    checked_in_by: isThere ? world.accounts.checkInHelper : null,
    cancelled_at: cancelledAt,
    created_at: at,
    updated_at: arrivedAt ?? cancelledAt ?? at,
  };
}

function tell(
  world: World,
  event: SampleEvent,
  person: SamplePerson,
  held: Place,
  source: string | null,
): void {
  const deed = {
    ownerId: person.ownerId,
    personId: person.id,
    what: { kind: 'event', id: event.id, title: event.text.title.en! },
  };
  world.did({
    ...deed,
    did: 'registered',
    source,
    detail: { shifts: 1, guests: held.seats - 1 },
    at: held.created_at,
  });
  if (held.checked_in_at)
    world.did({ ...deed, did: 'attended', actorId: held.checked_in_by, at: held.checked_in_at });
  if (held.cancelled_at) world.did({ ...deed, did: 'cancelled', at: held.cancelled_at });
}

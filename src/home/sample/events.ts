import { planEvents, type SampleEvent, type SampleShift, ZONES } from './event-plan.js';
import { signUp } from './registrations.js';
import { type Batch, type World } from './world.js';

/** The events of the plan with their shifts and everybody who signed up. */
export function eventRows(world: World, campaignOf: (slug: string) => string | null): Batch[] {
  const events = planEvents(world);
  const signUps = events.map((event) => signUp(world, event));
  return [
    { table: 'events', rows: events.map((event) => eventRow(world, event, campaignOf(event.text.slug))) },
    {
      table: 'shifts',
      rows: events.flatMap((event, at) =>
        event.shifts.map((shift, place) => shiftRow(event, shift, place, signUps[at]!)),
      ),
    },
    { table: 'registrations', rows: signUps.flatMap(({ registrations }) => registrations) },
    { table: 'attendances', rows: signUps.flatMap(({ attendances }) => attendances) },
  ];
}

function eventRow(world: World, { id, text, publishedAt }: SampleEvent, campaignId: string | null) {
  return {
    id,
    owner_id: world.chapters[text.city],
    campaign_id: campaignId,
    slug: text.slug,
    state: 'published',
    kind: text.kind,
    title: text.title,
    summary: text.summary,
    description: text.description,
    time_zone: ZONES[text.city],
    mode: text.mode,
    is_listed: true,
    venue: text.venue,
    address: text.address,
    is_address_public: text.isAddressPublic,
    directions: text.directions,
    accessibility: text.accessibility,
    private_details: text.privateDetails,
    contact_email: `events-${text.city}@example.org`,
    is_practice: true,
    created_at: publishedAt,
    updated_at: publishedAt,
    published_at: publishedAt,
  };
}

function shiftRow(event: SampleEvent, shift: SampleShift, position: number, held: ReturnType<typeof signUp>) {
  const places = held.attendances.filter((each) => each.shift_id === shift.id);
  const seats = places.filter(({ state }) => state !== 'waitlisted' && state !== 'cancelled');
  return {
    id: shift.id,
    event_id: event.id,
    name: shift.name,
    starts_local: shift.startsLocal,
    ends_local: shift.endsLocal,
    starts_at: shift.startsAt,
    ends_at: shift.endsAt,
    capacity: shift.capacity,
    taken: seats.reduce((sum, place) => sum + place.seats, 0),
    waiting: places.filter(({ state }) => state === 'waitlisted').length,
    position,
  };
}

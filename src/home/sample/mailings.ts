import { CHAPTER_NAMES } from './joining.js';
import { callBeforeThursday, callForVolunteers, newsletter } from './mailing-texts.js';
import { idOf } from './row-id.js';
import { type CityKey, type SamplePerson, type World } from './world.js';

export interface SampleMailing {
  id: string;
  city: CityKey;
  name: string;
  subject: string;
  previewText: string;
  body: object;
  /** Null: it is still a draft. */
  startedAt: Date | null;
}

/** Two mailings that went out and a draft that is ready for a test. */
export function planMailings(world: World, origin: string): SampleMailing[] {
  return [
    {
      id: idOf(world.ago(16)),
      city: 'boston',
      name: 'Newsletter: what we did together',
      subject: 'What we did together, {{given_name|friend}}',
      previewText: 'New partners, a petition, and a few minutes for a letter.',
      body: newsletter(origin),
      startedAt: world.ago(16),
    },
    {
      id: idOf(world.ago(5)),
      city: 'denver',
      name: 'Call for volunteers',
      subject: 'Forty people, one evening, every stop in the city',
      previewText: 'Come to the community meeting and count with us.',
      body: callForVolunteers(origin),
      startedAt: world.ago(5),
    },
    {
      id: idOf(world.ago(0.5)),
      city: 'boston',
      name: 'Can you call before Thursday?',
      subject: 'Can you call before Thursday?',
      previewText: 'A short call to your representative helps.',
      body: callBeforeThursday(origin),
      startedAt: null,
    },
  ];
}

export function mailingRow(world: World, mailing: SampleMailing, audienceCount: number | null) {
  const { startedAt } = mailing;
  const sentWithin = 4 * 60_000;
  return {
    id: mailing.id,
    owner_id: world.chapters[mailing.city],
    name: mailing.name,
    state: startedAt ? 'finished' : 'draft',
    language: 'en',
    from_name: CHAPTER_NAMES[mailing.city],
    from_address: `${mailing.city}@example.org`,
    reply_to: `hello-${mailing.city}@example.org`,
    subject: mailing.subject,
    preview_text: mailing.previewText,
    body: mailing.body,
    audience: audienceOf(world, mailing),
    is_tracked: true,
    version: startedAt ? 1 : 0,
    audience_count: audienceCount,
    created_by: mailing.city === 'boston' ? world.accounts.organizer : world.accounts.sender,
    is_practice: true,
    created_at: startedAt ? new Date(startedAt.getTime() - 7_200_000) : world.ago(0.5),
    updated_at: startedAt ?? world.ago(0.4),
    started_at: startedAt,
    finished_at: startedAt && new Date(startedAt.getTime() + sentWithin),
  };
}

function audienceOf(world: World, mailing: SampleMailing) {
  return { organizations: [world.chapters[mailing.city]], include: null, exclude: null };
}

export interface SampleDelivery {
  id: string;
  person: SamplePerson;
  state: 'sent' | 'failed' | 'unknown';
  at: Date;
  opens: { at: Date; isMachine: boolean }[];
  clicks: { at: Date; link: number }[];
  leftAt: Date | null;
}

/** Who had subscribed before it went out, and what they did with it. Writes it to their timelines. */
export function deliver(
  world: World,
  mailing: SampleMailing & { startedAt: Date },
  nextId: () => string,
  links: readonly string[],
): SampleDelivery[] {
  const { chance } = world;
  const audience = world
    .peopleOf(mailing.city)
    .filter(({ isSubscribed, createdAt }) => isSubscribed && createdAt < mailing.startedAt);
  return audience.map((person, place) => {
    const state = outcomeOf(mailing, place, audience.length);
    const at = new Date(mailing.startedAt.getTime() + place * 500);
    const delivery: SampleDelivery = { id: nextId(), person, state, at, opens: [], clicks: [], leftAt: null };
    if (state === 'sent') react(world, delivery, links.length, place);
    tell(world, mailing, delivery, links);
    return delivery;
  });

  function react(of: World, delivery: SampleDelivery, linkCount: number, place: number): void {
    const until = new Date(Math.min(of.now.getTime(), at(delivery, 3).getTime()));
    // Mail services fetch pictures for their customers: such an open says nothing about a person.
    if (chance.falls(0.14)) delivery.opens.push({ at: at(delivery, 0.0005), isMachine: true });
    if (!chance.falls(0.42)) return;
    const openedAt = chance.moment(at(delivery, 0.01), until);
    delivery.opens.push({ at: openedAt, isMachine: false });
    if (chance.falls(0.27))
      delivery.clicks.push({ at: chance.moment(openedAt, until), link: chance.whole(0, linkCount - 1) });
    if (place % 190 === 100) delivery.leftAt = chance.moment(openedAt, until);
  }
}

/** Days after it was sent. */
function at(delivery: SampleDelivery, days: number): Date {
  return new Date(delivery.at.getTime() + days * 24 * 3_600_000);
}

/** One address in seventy does not exist any more; of two nobody knows whether the relay took them (Boston alone). */
function outcomeOf(mailing: SampleMailing, place: number, count: number): SampleDelivery['state'] {
  if (place % 70 === 33) return 'failed';
  return mailing.city === 'boston' && place >= count - 2 ? 'unknown' : 'sent';
}

function tell(
  world: World,
  mailing: SampleMailing,
  delivery: SampleDelivery,
  links: readonly string[],
): void {
  const { person } = delivery;
  const deed = {
    ownerId: person.ownerId,
    personId: person.id,
    what: { kind: 'mailing', id: mailing.id, title: mailing.name },
  };
  if (delivery.state === 'sent') world.did({ ...deed, did: 'was-mailed', at: delivery.at });
  if (delivery.state === 'failed') world.did({ ...deed, did: 'bounced', at: delivery.at });
  for (const { at, isMachine } of delivery.opens) if (!isMachine) world.did({ ...deed, did: 'opened', at });
  for (const { at, link } of delivery.clicks)
    world.did({ ...deed, did: 'clicked', detail: { url: links[link] }, at });
  if (!delivery.leftAt) return;
  world.did({ ...deed, did: 'unsubscribed', at: delivery.leftAt });
  world.consents.push({
    personId: person.id,
    organizationId: person.ownerId,
    isGiven: false,
    text: `I no longer want mail from ${CHAPTER_NAMES[person.city]}.`,
    language: 'en',
    source: { kind: 'mailing', id: mailing.id },
    method: 'one-click',
    at: delivery.leftAt,
  });
}

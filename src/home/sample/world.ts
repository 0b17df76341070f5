import { ACTIONS, type Deed } from '../../engagement/engagement.access.js';
import { type Localized } from '../../layout/i18n.js';
import { Chance } from './chance.js';
import { idOf } from './row-id.js';

/** Rows of one table, all with the same columns: JSON that PostgreSQL casts to the columns' types. */
export interface Batch {
  table: string;
  rows: readonly Record<string, unknown>[];
}

export const ALIVE = ['boston', 'denver', 'portland'] as const;
/** The chapters of the sample that have begun. */
export type CityKey = (typeof ALIVE)[number];

/** A person of the sample, as far as what they do depends on it. */
export interface SamplePerson {
  id: string;
  ownerId: string;
  city: CityKey;
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  language: 'en' | 'es' | 'pt';
  zip: string;
  createdAt: Date;
  isSubscribed: boolean;
  isSealed: boolean;
  districts: readonly SampleDistrict[];
}

export interface SampleDistrict {
  id: string;
  layer: 'lower' | 'upper';
  jurisdiction: string;
  code: string;
  name: string;
  key: string;
}

/** A word of consent, given or taken back. */
export interface SampleConsent {
  personId: string;
  organizationId: string;
  isGiven: boolean;
  text: string;
  language: string;
  source: { kind: string; id: string | null };
  method: 'form' | 'confirmed' | 'import' | 'one-click';
  at: Date;
}

const DAY = 24 * 3_600_000;

/** What the parts of the sample share while it is made up: one clock, one chance, and what was made so far. */
export class World {
  readonly chance = new Chance(20_260_115);
  readonly networkId: string;
  readonly chapters: Record<CityKey, string>;
  readonly accounts: Record<
    'networkAdmin' | 'chapterAdmin' | 'organizer' | 'sender' | 'partnerAdmin' | 'checkInHelper',
    string
  >;
  readonly todaysEventId: string;
  people: SamplePerson[] = [];
  readonly consents: SampleConsent[] = [];
  private readonly deeds: Deed[] = [];

  constructor(readonly now: Date) {
    this.networkId = idOf(this.ago(180));
    const chapter = (): string => idOf(this.ago(180));
    this.chapters = { boston: chapter(), denver: chapter(), portland: chapter() };
    const account = (): string => idOf(this.ago(88));
    this.accounts = {
      networkAdmin: account(),
      chapterAdmin: account(),
      organizer: account(),
      sender: account(),
      partnerAdmin: account(),
      checkInHelper: account(),
    };
    this.todaysEventId = idOf(this.ago(24));
  }

  /** So many days before now; a fraction is part of a day. */
  ago(days: number): Date {
    return new Date(this.now.getTime() - days * DAY);
  }

  ahead(days: number): Date {
    return this.ago(-days);
  }

  peopleOf(city: CityKey): SamplePerson[] {
    return this.people.filter((person) => person.city === city);
  }

  /** Adds a line to the ledger of the sample. */
  did(deed: Deed & { at: Date }): void {
    this.deeds.push(deed);
  }

  /** The ledger, oldest first as it would have been written. */
  ledger(): Batch {
    const inOrder = [...this.deeds].sort((a, b) => a.at!.getTime() - b.at!.getTime());
    return {
      table: 'engagements',
      rows: inOrder.map((deed) => ({
        owner_id: deed.ownerId,
        person_id: deed.personId,
        did: deed.did,
        what_kind: deed.what.kind,
        what_id: deed.what.id,
        what_title: deed.what.title,
        source_code: deed.source ?? null,
        detail: deed.detail ?? {},
        actor_id: deed.actorId ?? null,
        is_practice: true,
        at: deed.at,
      })),
    };
  }

  /** What lists of people show of the ledger: how often somebody acted, and when last. */
  activity(): Map<string, { count: number; last: Date }> {
    const activity = new Map<string, { count: number; last: Date }>();
    for (const { personId, did, at } of this.deeds) {
      if (!personId || !ACTIONS.has(did)) continue;
      const known = activity.get(personId);
      activity.set(personId, {
        count: (known?.count ?? 0) + 1,
        last: known && known.last > at! ? known.last : at!,
      });
    }
    return activity;
  }
}

/** The same words in the three languages of the product. */
export function inThree(en: string, es: string, pt: string): Required<Localized> {
  return { en, es, pt };
}

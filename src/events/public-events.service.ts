import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { CoSponsors } from '../campaigns/co-sponsors.service.js';
import { type Language, localized } from '../layout/i18n.js';
import { type NamedPartner } from '../layout/partner-boxes.views.js';
import { Chapters, type Host } from '../network/chapters.service.js';
import { Networks } from '../network/networks.service.js';
import { Clock } from '../platform/clock/clock.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { NotFound } from '../platform/http/errors.js';
import { calendar, type CalendarEntry } from './calendar.js';
import { type Event, type Shift } from './event.entity.js';
import { findEventBySlug, findPublicEvents, type ListedEvent } from './events.sql.js';
import { shiftUid } from './registrations/registrations.emails.js';
import { findShifts } from './shifts.sql.js';

/** What a list or a calendar shows at once; more are found on the chapters' own lists. */
const MOST_SHOWN = 200;

export interface PublicEvent {
  event: ListedEvent;
  hostName: string;
}

/** Events as visitors see them: published ones, and of those in lists only the listed and coming. */
@Injectable()
export class PublicEvents {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly networks: Networks,
    private readonly coSponsors: CoSponsors,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** The next events of one organization, or of all with null, soonest first. For hub pages and the front page. */
  upcoming(tx: EntityManager, ownerId: string | null, limit: number): Promise<ListedEvent[]> {
    return findPublicEvents(tx, ownerId, limit);
  }

  /** @throws NotFound where there is no such chapter */
  find(chapterSlug: string | null): Promise<{
    found: PublicEvent[];
    chapter: { slug: string; name: string } | undefined;
    host: Host | undefined;
    chapters: { slug: string; name: string }[];
  }> {
    return this.database.as(Scope.visitor, async (tx) => {
      const chapter = chapterSlug === null ? undefined : await this.chapters.bySlug(tx, chapterSlug);
      const events = await findPublicEvents(tx, chapter?.id ?? null, MOST_SHOWN);
      const hosts = await this.hosts(tx, events);
      return {
        found: events.map((event) => ({ event, hostName: hosts.get(event.ownerId)!.name })),
        chapter,
        host: await this.hostOf(tx, chapter?.id ?? (await this.networks.find(tx))?.id),
        chapters: await this.chapters.list(tx),
      };
    });
  }

  /** @throws NotFound for drafts and what does not exist, alike */
  async page(slug: string): Promise<{ event: Event; shifts: Shift[]; host: Host; partners: NamedPartner[] }> {
    const shown = await this.database.as(Scope.visitor, async (tx) => {
      const event = await findEventBySlug(tx, slug);
      if (!event || event.state === 'draft') throw new NotFound();
      return {
        event,
        shifts: await findShifts(tx, event.id),
        host: await this.chapters.host(tx, event.ownerId),
      };
    });
    const { id, ownerId } = shown.event;
    return { ...shown, partners: await this.coSponsors.beside({ kind: 'event', id, ownerId }) };
  }

  /** A calendar that people subscribe to (RFC 5545): the coming events with what everybody may know of them. */
  feed(chapterSlug: string | null, language: Language): Promise<string> {
    return this.database.as(Scope.visitor, async (tx) => {
      const chapter = chapterSlug === null ? undefined : await this.chapters.bySlug(tx, chapterSlug);
      const events = await findPublicEvents(tx, chapter?.id ?? null, MOST_SHOWN);
      const shifts = await findShifts(tx, ...events.map(({ id }) => id));
      const byId = new Map(events.map((event) => [event.id, event]));
      const entries = shifts.map((shift) => this.entry(byId.get(shift.eventId)!, shift, language));
      return calendar(entries, { stampedAt: this.clock.now(), name: chapter?.name ?? 'Accord' });
    });
  }

  /** The address of an event's page, for sharing. */
  url(slug: string): string {
    return `${this.config.origin}/events/${slug}`;
  }

  private entry(event: Event, shift: Shift, language: Language): CalendarEntry {
    const names = [localized(event.title, language), localized(shift.name, language)];
    return {
      uid: shiftUid(shift.id, new URL(this.config.origin).hostname),
      sequence: event.calendarSequence,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      summary: names.filter(Boolean).join(': '),
      description: localized(event.summary, language),
      location: [event.venue, event.isAddressPublic ? event.address : ''].filter(Boolean).join(', '),
      url: this.url(event.slug),
    };
  }

  /** Undefined before the installation has a network. */
  private hostOf(tx: EntityManager, id: string | undefined): Promise<Host> | undefined {
    return id === undefined ? undefined : this.chapters.host(tx, id);
  }

  private async hosts(tx: EntityManager, events: readonly Event[]): Promise<Map<string, Host>> {
    const hosts = new Map<string, Host>();
    for (const { ownerId } of events) {
      if (!hosts.has(ownerId)) hosts.set(ownerId, await this.chapters.host(tx, ownerId));
    }
    return hosts;
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ACTIONS } from '../engagement/engagement.access.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { NotFound } from '../platform/http/errors.js';
import { type Caller } from '../staff/caller.access.js';
import { type Permission } from '../staff/roles.access.js';
import {
  countMailTroubles,
  countOfficialTroubles,
  countOverdueTasks,
  countWaiting,
  findRecentDeeds,
  findSteps,
} from './attention.sql.js';
import {
  type AttentionResource,
  type DashboardResource,
  type Trouble,
  type WeekResource,
} from './dashboard.resources.js';
import {
  countActionsByWeek,
  countLetters,
  countPeople,
  countPlaces,
  countSignatures,
  findEventsOfToday,
  findMailingsUnderWay,
  type WeekOfActions,
} from './dashboard.sql.js';

const DEEDS = [...ACTIONS];
const RECENT = 12;
const WEEKS = 12;
const DAY = 86_400_000;

type Counting<T> = (tx: EntityManager, owners: readonly string[] | null) => Promise<T>;

/** The console's first screen: what there is, what happens today, and what somebody should look at. */
@Injectable()
export class Dashboard {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * @param chapterId narrows all of it to one chapter.
   * @throws NotFound where the caller works for no such chapter.
   */
  async of(caller: Caller, chapterId: string | undefined): Promise<DashboardResource> {
    if (chapterId && !caller.roles.some(({ reaches }) => reaches.includes(chapterId))) throw new NotFound();
    // One after the other and each in the scope of its own permission: roles may differ from chapter to chapter.
    const count = <T>(permission: Permission, counting: Counting<T>): Promise<T | null> =>
      this.counted(caller, permission, chapterId, counting);
    const people = await count('people.read', countPeople);
    const signatures = await count('petitions.read', countSignatures);
    const places = await count('events.read', countPlaces);
    const letters = await count('letters.read', countLetters);
    const weeks = await count('reports.read', (tx, owners) => countActionsByWeek(tx, owners, DEEDS));
    const events = await count('events.read', findEventsOfToday);
    const mailings = await count('mailings.read', findMailingsUnderWay);
    const steps = await count('people.read', findSteps);
    const recent = await count('people.read', (tx, owners) => findRecentDeeds(tx, owners, DEEDS, RECENT));
    return {
      people: people && { total: people.total, new_in_week: people.newInWeek },
      signatures: signatures && {
        confirmed: signatures.confirmed,
        open_petitions: signatures.openPetitions,
        confirmed_on_open: signatures.confirmedOnOpen,
        goal_of_open: signatures.goalOfOpen,
      },
      places,
      letters: letters && { sent: letters.sent, sent_in_week: letters.sentInWeek },
      weeks: weeks && inWeeks(weeks, this.clock.now()),
      events_today: (events ?? []).map(({ timeZone, startsAt, ...event }) => ({
        ...event,
        time_zone: timeZone,
        starts_at: startsAt.toISOString(),
      })),
      mailings: (mailings ?? []).map(({ scheduledAt, ...mailing }) => ({
        ...mailing,
        scheduled_at: scheduledAt?.toISOString() ?? null,
      })),
      attention: await this.attention(caller, chapterId),
      steps: {
        is_test_sent: steps?.isTestSent ?? false,
        has_people: steps?.hasPeople ?? false,
        is_petition_opened: steps?.isPetitionOpened ?? false,
      },
      recent: (recent ?? []).map(({ at, ...deed }) => ({ ...deed, at: at.toISOString() })),
    };
  }

  private async attention(caller: Caller, chapterId: string | undefined): Promise<AttentionResource[]> {
    const mail = await this.counted(caller, 'mailings.read', chapterId, countMailTroubles);
    const waiting = await this.counted(caller, 'events.read', chapterId, countWaiting);
    const officials = await this.counted(caller, 'officials.read', chapterId, countOfficialTroubles);
    const tasks = await this.counted(caller, 'tasks.read', chapterId, (tx, owners) =>
      countOverdueTasks(tx, owners, caller.accountId),
    );
    const found: [Trouble, number | undefined][] = [
      ['overdue-tasks', tasks ?? 0],
      ['unknown-deliveries', mail?.unknown],
      ['bounces', mail?.bounced],
      ['waitlists', waiting ?? 0],
      ['vacant-seats', officials?.vacantSeats],
      ['unverified-officials', officials?.unverified],
    ];
    return found.flatMap(([kind, count]) => (count ? [{ kind, count }] : []));
  }

  /** Null where the caller holds the permission in none of the organizations in question. */
  private async counted<T>(
    caller: Caller,
    permission: Permission,
    chapterId: string | undefined,
    counting: Counting<T>,
  ): Promise<T | null> {
    if (!caller.can(permission, chapterId)) return null;
    const scope = chapterId ? Scope.account(caller.accountId, [chapterId]) : caller.scope(permission);
    const owners = chapterId ? [chapterId] : caller.within(permission);
    return this.database.as(scope, (tx) => counting(tx, owners));
  }
}

/** Twelve weeks without a gap, ending with the one that `now` is in, wherever on earth it is latest. */
function inWeeks(counted: readonly WeekOfActions[], now: Date): WeekResource[] {
  // UTC's Monday; a chapter to the east may have begun its week already, and then that is the last one.
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  const monday = new Date(now.getTime() - sinceMonday * DAY).toISOString().slice(0, 10);
  const last = [monday, ...counted.map(({ week }) => week)].sort().at(-1)!;
  return Array.from({ length: WEEKS }, (_, place) => {
    const week = new Date(Date.parse(last) - (WEEKS - 1 - place) * 7 * DAY).toISOString().slice(0, 10);
    const ofWeek = counted.filter((each) => each.week === week);
    return { week, counts: Object.fromEntries(ofWeek.map(({ did, count }) => [did, count])) };
  });
}

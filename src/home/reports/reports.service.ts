import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { ACTIONS } from '../../engagement/engagement.access.js';
import { told } from '../../engagement/few.access.js';
import { PeopleSelection } from '../../people/people-selection.access.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { type FileAnswer } from '../../platform/http/answers.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { Exporting } from '../../staff/audit/exporting.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type ReportQuery } from './reports.forms.js';
import { type FiguresRow, type OverviewResource, type TargetRow } from './reports.resources.js';
import {
  findFigures,
  findTargets,
  type OrganizationFigures,
  type Period,
  type TargetFigures,
} from './reports.sql.js';

const DAY = 86_400_000;
const DAYS = 90;
const FEW = 'fewer than 5';
const cell = (figure: number | null): string | number => figure ?? FEW;

/**
 * What a chapter and the network did in a period (RP-1). Who works for the chapter sees its numbers; who sees it through
 * the network alone is not told those of one to four.
 */
@Injectable()
export class Reports {
  constructor(
    private readonly database: Database,
    private readonly selection: PeopleSelection,
    private readonly exporting: Exporting,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for an organization or segment that is not the caller's to see; Invalid for a period that ends before it begins. */
  overview(caller: Caller, query: ReportQuery): Promise<OverviewResource> {
    return this.reading(caller, query, async (tx, period) => ({
      from: period.from,
      to: period.to,
      organizations: (await findFigures(tx, period, [...ACTIONS])).map((each) => figuresFor(caller, each)),
      targets: (await findTargets(tx, period)).map((each) => targetFor(caller, each)),
    }));
  }

  /** The lines of the organizations as a file. */
  csv(caller: Caller, query: ReportQuery): Promise<FileAnswer> {
    return this.exporting.csv<FiguresRow>(caller, {
      noun: 'report',
      subjectId: query.segment_id ?? null,
      columns: {
        Organization: ({ name }) => name,
        Actions: ({ actions }) => cell(actions),
        'New people': ({ new_people }) => cell(new_people),
        'Active in 90 days': ({ active_people }) => cell(active_people),
        Places: ({ places }) => places,
        'Places taken': ({ places_taken }) => cell(places_taken),
        Came: ({ came }) => cell(came),
        'Did not come': ({ stayed_away }) => cell(stayed_away),
        Letters: ({ letters }) => cell(letters),
      },
      ownerOf: ({ id }) => id,
      page: async () => ({ data: (await this.overview(caller, query)).organizations, next: null }),
    });
  }

  /** The letters by target as a file. */
  targetsCsv(caller: Caller, query: ReportQuery): Promise<FileAnswer> {
    return this.exporting.csv<TargetRow>(caller, {
      noun: 'letters-by-target',
      subjectId: query.segment_id ?? null,
      columns: {
        Organization: ({ owner_name }) => owner_name,
        Official: ({ official_name }) => official_name,
        Office: ({ office }) => office,
        Letters: ({ letters }) => cell(letters),
        Constituents: ({ constituents }) => cell(constituents),
        'By hand': ({ by_hand }) => cell(by_hand),
        'On their way': ({ on_their_way }) => cell(on_their_way),
        'Came back': ({ came_back }) => cell(came_back),
        'Not known': ({ unknown }) => cell(unknown),
      },
      ownerOf: ({ owner_id }) => owner_id,
      page: async () => ({ data: (await this.overview(caller, query)).targets, next: null }),
    });
  }

  private async reading<T>(
    caller: Caller,
    query: ReportQuery,
    work: (tx: EntityManager, period: Period) => Promise<T>,
  ): Promise<T> {
    const { owner_id: ownerId = null, segment_id: segmentId } = query;
    if (ownerId && !caller.roles.some(({ reaches }) => reaches.includes(ownerId))) throw new NotFound();
    const to = query.to ?? this.clock.now().toISOString().slice(0, 10);
    const from = query.from ?? new Date(Date.parse(to) - (DAYS - 1) * DAY).toISOString().slice(0, 10);
    if (from > to) throw new Invalid([{ param: 'to', message: 'The last day comes after the first.' }]);
    return this.database.as(caller.scope('reports.read'), async (tx) => {
      const among = segmentId ? (await this.selection.peopleIn(tx, caller, segmentId)).all : null;
      return work(tx, { within: caller.within('reports.read'), ownerId, from, to, among });
    });
  }
}

/** Whether somebody works for the organization itself, and not only for the network above it. */
const isOwn = (caller: Caller, organizationId: string): boolean =>
  caller.roles.some((held) => held.organizationId === organizationId);

function figuresFor(caller: Caller, it: OrganizationFigures): FiguresRow {
  const tell = isOwn(caller, it.id) ? (count: number) => count : told;
  return {
    id: it.id,
    name: it.name,
    actions: tell(it.actions),
    new_people: tell(it.newPeople),
    active_people: tell(it.activePeople),
    places: it.places,
    places_taken: tell(it.placesTaken),
    came: tell(it.came),
    stayed_away: tell(it.stayedAway),
    letters: tell(it.letters),
  };
}

function targetFor(caller: Caller, it: TargetFigures): TargetRow {
  const tell = isOwn(caller, it.ownerId) ? (count: number) => count : told;
  return {
    owner_id: it.ownerId,
    owner_name: it.ownerName,
    official_id: it.officialId,
    official_name: it.officialName,
    office: it.office,
    letters: tell(it.letters),
    constituents: tell(it.constituents),
    by_hand: tell(it.byHand),
    on_their_way: tell(it.onTheirWay),
    came_back: tell(it.cameBack),
    unknown: tell(it.unknown),
  };
}

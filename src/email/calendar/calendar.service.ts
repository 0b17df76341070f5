import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { told } from '../../engagement/few.access.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { limitTime, OUT_OF_TIME } from '../../platform/database/sql.js';
import { Segments } from '../../segments/segments.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type ChosenPeople } from '../mailings/audience.sql.js';
import { Audiences } from '../mailings/audiences.service.js';
import { type Mailing } from '../mailings/mailing.entity.js';
import { type AudienceQuestion } from '../mailings/mailings.forms.js';
import { Mailings } from '../mailings/mailings.service.js';
import { findMailing } from '../mailings/mailings.sql.js';
import { SendingRulesService } from '../rules/sending-rules.service.js';
import { type MailCalendarQuery } from './calendar.forms.js';
import { entryOf, type MailCalendarResource } from './calendar.resources.js';
import {
  countLists,
  countShared,
  type DatedMailing,
  findDated,
  keptOverlaps,
  type Period,
  takeTurn,
} from './calendar.sql.js';

const DAY_MS = 86_400_000;
/** Together less than the two seconds that somebody who writes a mailing waits for it. */
const EXACT_MS = 1_300;
const SAMPLE_MS = 700;
/** Each asks its own filter of the audience: so many at most, the next first. */
const MOST_PLANNED = 12;
/** How long a count of lists stands. Asked more often, a list could be changed by one address to learn of it. */
const COUNTED_DAYS = 7;

type Shared = { counts: Map<string, number>; isEstimate: boolean };

/**
 * Who else mails the same people, and when (differentiator 8). Of mailings that the caller may read it tells what they are and
 * how many of the audience they reach. Of others, where the network lets it, whose and when; and about how many subscribe to
 * both, which no caller can have counted for an audience of their choice.
 */
@Injectable()
export class MailCalendar {
  constructor(
    private readonly database: Database,
    private readonly mailings: Mailings,
    private readonly audiences: Audiences,
    private readonly rules: SendingRulesService,
    private readonly segments: Segments,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, or Forbidden, for an organization whose mailings the caller does not read */
  look(caller: Caller, query: MailCalendarQuery): Promise<MailCalendarResource> {
    caller.requires('mailings.read', query.owner_id);
    const since = query.since ? new Date(query.since) : this.clock.now();
    const period = { since, until: new Date(+since + query.days * DAY_MS) };
    return this.database.as(caller.scope('mailings.read'), async (tx) => {
      const shared = await keptOverlaps(tx, query.owner_id);
      const { calendar } = await this.rules.ofNetwork(tx);
      const dated = await findDated(tx, caller.within('mailings.read'), period);
      return {
        view: calendar,
        since: period.since.toISOString(),
        until: period.until.toISOString(),
        is_estimate: false,
        data: dated.map((it) =>
          entryOf(it, calendar === 'overlaps' ? (shared.get(it.organizationId) ?? null) : null),
        ),
      };
    });
  }

  /** Mailings of the week before and the week after its hour, or now, beside the audience as it stands in the editor. */
  async beside(caller: Caller, id: string, question: AudienceQuestion): Promise<MailCalendarResource> {
    const scope = caller.scope('mailings.read');
    const { mailing, ...found } = await this.database.as(scope, async (tx) => {
      const stored = await this.mailings.find(tx, caller, id, 'mailings.read');
      const middle = +(stored.scheduledAt ?? this.clock.now());
      const period = { since: new Date(middle - 7 * DAY_MS), until: new Date(middle + 7 * DAY_MS) };
      return {
        mailing: await this.mailings.over(tx, caller, stored, question),
        period,
        kept: await keptOverlaps(tx, stored.ownerId),
        view: (await this.rules.ofNetwork(tx)).calendar,
        dated: (await findDated(tx, caller.within('mailings.read'), period)).filter(
          (it) => it.mailing?.id !== id,
        ),
      };
    });
    const shared = await this.shared(caller, mailing, found.dated);
    return shown(found, shared);
  }

  /** Once a week, in the worker: how many subscribe to two organizations, where the network lets them know. */
  count(): Promise<void> {
    return this.database.atLength(Scope.nothing, async (tx) => {
      if (await takeTurn(tx, COUNTED_DAYS)) await countLists(tx);
    });
  }

  /** Exactly where that is quick, else about; null where not even that. Each try in a transaction of its own. */
  private async shared(
    caller: Caller,
    mailing: Mailing,
    dated: readonly DatedMailing[],
  ): Promise<Shared | null> {
    const counting = (milliseconds: number, isEstimate: boolean): Promise<Shared | null> =>
      this.database
        .as(caller.scope('mailings.read'), async (tx) => {
          const percent = isEstimate ? await this.segments.sample(tx) : null;
          const [audience, others] = [
            await this.audiences.chosen(tx, mailing),
            await this.others(tx, caller, dated),
          ];
          await limitTime(tx, milliseconds);
          const counts = await countShared(tx, { ...audience, isCapped: false }, others, percent);
          return { counts, isEstimate };
        })
        .catch((error: { code?: string }) => {
          if (error.code === OUT_OF_TIME) return null;
          throw error;
        });
    return (await counting(EXACT_MS, false)) ?? counting(SAMPLE_MS, true);
  }

  private async others(
    tx: EntityManager,
    caller: Caller,
    dated: readonly DatedMailing[],
  ): Promise<{ begun: string[]; planned: { id: string; chosen: ChosenPeople }[] }> {
    const readable = dated.flatMap(({ mailing, isPlanned }) =>
      mailing ? [{ id: mailing.id, isPlanned }] : [],
    );
    const planned: { id: string; chosen: ChosenPeople }[] = [];
    for (const { id } of readable.filter(({ isPlanned }) => isPlanned).slice(0, MOST_PLANNED)) {
      const mailing = await findMailing(tx, id, caller.within('mailings.read'));
      if (mailing)
        planned.push({ id, chosen: { ...(await this.audiences.chosen(tx, mailing)), isCapped: false } });
    }
    return { begun: readable.filter(({ isPlanned }) => !isPlanned).map(({ id }) => id), planned };
  }
}

function shown(
  found: {
    view: MailCalendarResource['view'];
    period: Period;
    kept: Map<string, number>;
    dated: DatedMailing[];
  },
  shared: Shared | null,
): MailCalendarResource {
  const { view, period, kept, dated } = found;
  const countOf = (it: DatedMailing): number | null => {
    if (!it.mailing) return view === 'overlaps' ? (kept.get(it.organizationId) ?? null) : null;
    return shared ? told(shared.counts.get(it.mailing.id) ?? 0) : null;
  };
  return {
    view,
    since: period.since.toISOString(),
    until: period.until.toISOString(),
    is_estimate: shared?.isEstimate ?? false,
    data: dated
      .map((it) => entryOf(it, countOf(it)))
      .filter(({ mailing_id, shared_count }) => mailing_id === null || shared_count !== 0),
  };
}

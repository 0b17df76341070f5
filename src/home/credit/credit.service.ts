import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { NO_DEEDS, type Totals } from '../../partners/credit/credit.access.js';
import { Statements } from '../../partners/credit/statements.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { type FileAnswer } from '../../platform/http/answers.js';
import { Exporting } from '../../staff/audit/exporting.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { freezeStatements } from './credit.jobs.js';
import { type MonthOfCredit } from './credit.figures.js';
import { CREDIT_COLUMNS, type CreditResource, linesOf, toCredit } from './credit.resources.js';
import {
  type CountedFor,
  countCommitments,
  countConsented,
  countDeeds,
  countDistricts,
  countNewPeople,
  countViews,
  findCredited,
} from './credit.sql.js';

const NONE_SETTLED = { done: 0, missed: 0 };

/** Credit without names: who brought how much, by the codes that links carry. */
@Injectable()
export class Credit {
  constructor(
    private readonly database: Database,
    private readonly statements: Statements,
    private readonly exporting: Exporting,
  ) {}

  /**
   * A chapter's month as it stands now, for its own staff: whose people they are. Nothing in it is masked.
   *
   * @param month its first day, YYYY-MM-01
   */
  report(caller: Caller, chapterId: string, month: string): Promise<CreditResource> {
    caller.requires('reports.read', chapterId);
    return this.database.as(caller.scope('reports.read'), async (tx) => {
      const frozen = await this.statements.ofMonth(tx, chapterId, month);
      return toCredit(month, await this.ofMonth(tx, chapterId, month), frozen.length > 0);
    });
  }

  /** The same as a file: a line for each partner, for other links, and for all together. */
  csv(caller: Caller, chapterId: string, month: string): Promise<FileAnswer> {
    return this.exporting.csv(caller, {
      noun: 'credit',
      subjectId: chapterId,
      columns: CREDIT_COLUMNS,
      ownerOf: () => chapterId,
      page: async () => ({ data: linesOf(await this.report(caller, chapterId, month)), next: null }),
    });
  }

  /** Freezes the months that are over. As the owner of the tables: numbers are the same whoever may see which person. */
  @Handles(freezeStatements)
  async freeze(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const due = await this.database.as(Scope.nothing, (tx) => this.statements.due(tx));
    for (const { chapterId, month } of due) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(chapterId), async (tx) => {
        const { partners, total } = await this.ofMonth(tx, chapterId, month);
        await this.statements.freeze(tx, chapterId, month, [
          ...partners.map(({ partnerId, figures }) => ({ partnerId, figures })),
          { partnerId: null, figures: total },
        ]);
      });
    }
  }

  async ofMonth(tx: EntityManager, chapterId: string, month: string): Promise<MonthOfCredit> {
    const deeds = await countDeeds(tx, chapterId, month);
    const districts = await countDistricts(tx, chapterId, month);
    const newPeople = await countNewPeople(tx, chapterId, month);
    const views = await countViews(tx, chapterId, month);
    const consented = await countConsented(tx, chapterId);
    const commitments = await countCommitments(tx, chapterId, month);
    const ofTouch = (touch: 'first' | 'last', isMeant: (id: string | null) => boolean) =>
      deeds
        .filter((each) => each.touch === touch && isMeant(each.organizationId))
        .reduce((sum, { kind, n }) => ({ ...sum, [kind]: sum[kind] + n }), NO_DEEDS);
    const totals = (isMeant: (id: string | null) => boolean): Totals => ({
      views: total(views, isMeant),
      first: ofTouch('first', isMeant),
      last: ofTouch('last', isMeant),
      newPeople: total(newPeople, isMeant),
    });
    const partners = await findCredited(tx, chapterId);
    return {
      partners: partners.map((each) => {
        const isMeant = (id: string | null) => id === each.partnerId;
        const { done, missed } =
          commitments.find(({ organizationId }) => isMeant(organizationId)) ?? NONE_SETTLED;
        const more = {
          districts: total(districts, isMeant),
          consented: total(consented, isMeant),
          commitments: { done, missed },
        };
        return { ...each, figures: { ...totals(isMeant), ...more } };
      }),
      others: totals((id) => id === null),
      total: totals(() => true),
    };
  }
}

function total(counted: readonly CountedFor[], isMeant: (id: string | null) => boolean): number {
  return counted.filter(({ organizationId }) => isMeant(organizationId)).reduce((sum, { n }) => sum + n, 0);
}

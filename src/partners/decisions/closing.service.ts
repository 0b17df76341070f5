import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict } from '../../platform/http/errors.js';
import { Handles, type Nothing, type Run } from '../../platform/jobs/job.js';
import { type Caller } from '../../staff/caller.access.js';
import { resultOf } from './decision.js';
import { type DecisionRuling } from './decisions.forms.js';
import { closeDecisions } from './decisions.jobs.js';
import { type DecisionRecord } from './decisions.resources.js';
import { closed, Decisions } from './decisions.service.js';
import { closeDecision, findDecision, findOverdue, lockOpen, ruleDecision } from './decisions.sql.js';

/** The end of a decision: counted once, by its rule, and stored. */
@Injectable()
export class Closing {
  constructor(
    private readonly database: Database,
    private readonly decisions: Decisions,
  ) {}

  /** Before the deadline, by staff. @throws Conflict where it is closed. */
  close(caller: Caller, id: string): Promise<DecisionRecord> {
    return this.decisions.writing(caller, id, async (tx, { ownerId }) => {
      if (!(await this.count(tx, id))) throw closed();
      await this.decisions.note(tx, caller, 'decision.closed', ownerId, id);
    });
  }

  /** What the chair has decided, once. @throws Conflict while it is open, or where another rule or word decided it. */
  rule(caller: Caller, id: string, { result, ruled_by: ruledBy }: DecisionRuling): Promise<DecisionRecord> {
    return this.decisions.writing(caller, id, async (tx, { ownerId }) => {
      if ((await ruleDecision(tx, id, result, ruledBy)) === 0)
        throw new Conflict('no_ruling', 'This does not wait for the word of its chair.');
      await this.decisions.note(tx, caller, 'decision.ruled', ownerId, id);
    });
  }

  /** Closes what is past its deadline. Runs as the owner of the tables; two at once close each once. */
  @Handles(closeDecisions)
  async closeOverdue(_nothing: Nothing, { signal }: Pick<Run, 'signal'>): Promise<void> {
    const overdue = await this.database.as(Scope.nothing, findOverdue);
    for (const { id, ownerId } of overdue) {
      if (signal.aborted) return;
      await this.database.as(Scope.organizations(ownerId), async (tx) => {
        if (await this.count(tx, id)) await this.decisions.note(tx, null, 'decision.closed', ownerId, id);
      });
    }
  }

  /** Under the lock that answers take: what is counted is what there is. False where it was closed already. */
  private async count(tx: EntityManager, id: string): Promise<boolean> {
    if (!(await lockOpen(tx, id))) return false;
    const { rule, tally } = (await findDecision(tx, id, null))!;
    return (await closeDecision(tx, id, resultOf(rule, tally))) === 1;
  }
}

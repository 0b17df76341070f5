import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, Forbidden, NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { answerDecision, findParties } from './answers.sql.js';
import { type Decision, type DecisionParty } from './decision.js';
import { type DecisionAnswer, type DecisionAnswerOnWord } from './decisions.forms.js';
import { type DecisionRecord } from './decisions.resources.js';
import { Decisions } from './decisions.service.js';

/** What each partner says to a decision. The last word counts, and every one is kept. */
@Injectable()
export class Answering {
  constructor(
    private readonly database: Database,
    private readonly decisions: Decisions,
  ) {}

  /**
   * A partner's own people answer.
   *
   * @throws NotFound for a partner that was not asked, Forbidden for one that is not theirs, Conflict once it is closed,
   *   late, or of another text than was read.
   */
  answer(caller: Caller, id: string, form: DecisionAnswer): Promise<DecisionRecord> {
    return this.database.as(caller.scope('partners.read'), async (tx) => {
      const decision = await this.decisions.readable(tx, caller, id);
      const party = await this.party(tx, caller, decision, form.partner_id);
      if (!caller.can('decisions.answer', party.organizationId)) throw new Forbidden();
      await this.say(tx, caller, decision, party, { ...form, said_by: '' });
      return this.decisions.show(tx, caller, id);
    });
  }

  /** Staff write down what a partner told them, and who said so. Throws as `answer` does. */
  answerOnWord(caller: Caller, id: string, form: DecisionAnswerOnWord): Promise<DecisionRecord> {
    return this.decisions.writing(caller, id, async (tx, decision) => {
      await this.say(tx, caller, decision, await this.party(tx, caller, decision, form.partner_id), form);
    });
  }

  private async party(
    tx: EntityManager,
    caller: Caller,
    { id }: Decision,
    membershipId: string,
  ): Promise<DecisionParty> {
    const parties = await findParties(tx, id, caller.within('partners.read'));
    const party = parties.find((each) => each.membershipId === membershipId);
    if (!party) throw new NotFound();
    return party;
  }

  private async say(
    tx: EntityManager,
    caller: Caller,
    decision: Decision,
    { organizationId }: DecisionParty,
    { version, answer, reason = '', said_by: saidBy }: DecisionAnswerOnWord,
  ): Promise<void> {
    const { id, ownerId } = decision;
    const { accountId } = caller;
    const isKept = await answerDecision(tx, {
      id,
      version,
      organizationId,
      answer,
      reason,
      accountId,
      saidBy,
    });
    if (isKept === null) throw new NotFound();
    if (!isKept)
      throw new Conflict(
        'not_answerable',
        'This is closed, or its text is another one now. Open it again to see what has become of it.',
      );
    await this.decisions.note(tx, caller, 'decision.answered', ownerId, id);
  }
}

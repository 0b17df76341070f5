import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import {
  type Answer,
  ANSWERS,
  type Decision,
  DECISION_RESULTS,
  DECISION_RULES,
  DECISION_STATES,
  type DecisionParty,
  type DecisionResult,
  type DecisionRule,
  type DecisionState,
  type DecisionVersion,
  type GivenAnswer,
} from './decision.js';

const MOMENT = { type: String, format: 'date-time', nullable: true } as const;

export class TallyResource {
  @ApiProperty()
  support: number;
  @ApiProperty()
  stand_aside: number;
  @ApiProperty()
  object: number;
  @ApiProperty({ description: 'Asked, and without an answer on the present text' })
  silent: number;
}

export class CoalitionDecision {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: DECISION_RULES })
  rule: DecisionRule;
  @ApiProperty({ enum: DECISION_STATES })
  state: DecisionState;
  @ApiProperty({ description: 'Of the text that is to be answered now' })
  version: number;
  @ApiProperty({ description: 'By the clock of the zone' })
  deadline_local: string;
  @ApiProperty()
  time_zone: string;
  @ApiProperty({ format: 'date-time' })
  deadline_at: string;
  @ApiProperty({
    enum: DECISION_RESULTS,
    nullable: true,
    description: 'Null while it is open, and then until the chair has decided where the chair does',
  })
  result: DecisionResult | null;
  @ApiProperty(MOMENT)
  closed_at: string | null;
  @ApiProperty({ description: 'The chair who decided; empty with other rules' })
  ruled_by: string;
  @ApiProperty({
    type: TallyResource,
    nullable: true,
    description: 'For the owner; partners see their own answer alone',
  })
  tally: TallyResource | null;
  @ApiProperty()
  is_practice: boolean;

  static from(it: Decision, isOwn: boolean): CoalitionDecision {
    const { support, standAside: stand_aside, object, silent } = it.tally;
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      title: it.title,
      rule: it.rule,
      state: it.state,
      version: it.version,
      deadline_local: it.deadlineLocal,
      time_zone: it.timeZone,
      deadline_at: it.deadlineAt.toISOString(),
      result: it.result,
      closed_at: it.closedAt?.toISOString() ?? null,
      ruled_by: it.ruledBy,
      tally: isOwn ? { support, stand_aside, object, silent } : null,
      is_practice: it.isPractice,
    };
  }
}

export class DecisionList {
  @ApiProperty({ type: [CoalitionDecision], description: 'Open ones first, then newest first' })
  data: CoalitionDecision[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class DecisionVersionResource {
  @ApiProperty()
  version: number;
  @ApiProperty()
  text: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'SHA-256 of the text; null until it is answered',
  })
  text_hash: string | null;
  @ApiProperty(MOMENT)
  frozen_at: string | null;
  @ApiProperty({ format: 'date-time' })
  written_at: string;
}

export class DecisionPartyResource {
  @ApiProperty({ format: 'uuid', description: 'The partner in the chapter, as in /api/v1/partners' })
  partner_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ description: 'Whether you may answer for it as one of its own people' })
  is_yours: boolean;
  @ApiProperty({ enum: ANSWERS, nullable: true, description: 'Its last word on the present text' })
  answer: Answer | null;
  @ApiProperty()
  reason: string;
  @ApiProperty({ description: 'On whose word staff wrote it down; empty where its own people answered' })
  said_by: string;
  @ApiProperty(MOMENT)
  answered_at: string | null;
}

export class GivenAnswerResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  version: number;
  @ApiProperty()
  name: string;
  @ApiProperty({ enum: ANSWERS })
  answer: Answer;
  @ApiProperty()
  reason: string;
  @ApiProperty()
  said_by: string;
  @ApiProperty({ format: 'date-time' })
  at: string;

  static from(
    this: void,
    { id, version, name, answer, reason, saidBy, at }: GivenAnswer,
  ): GivenAnswerResource {
    return { id, version, name, answer, reason, said_by: saidBy, at: at.toISOString() };
  }
}

export class DecisionRecord extends CoalitionDecision {
  @ApiProperty({ type: [DecisionVersionResource], description: 'Newest first' })
  versions: DecisionVersionResource[];
  @ApiProperty({ type: [DecisionPartyResource], description: 'A partner finds itself alone' })
  parties: DecisionPartyResource[];
  @ApiProperty({ type: [GivenAnswerResource], description: 'Every answer there was, newest first' })
  answers: GivenAnswerResource[];

  static partyFrom(it: DecisionParty, isYours: boolean): DecisionPartyResource {
    return {
      partner_id: it.membershipId,
      name: it.name,
      is_yours: isYours,
      answer: it.answer,
      reason: it.reason,
      said_by: it.saidBy,
      answered_at: it.answeredAt?.toISOString() ?? null,
    };
  }

  static versionFrom(this: void, it: DecisionVersion): DecisionVersionResource {
    return {
      version: it.version,
      text: it.text,
      text_hash: it.textHash,
      frozen_at: it.frozenAt?.toISOString() ?? null,
      written_at: it.writtenAt.toISOString(),
    };
  }
}

export const DECISION_FILE: ListFile<CoalitionDecision> = {
  noun: 'decisions',
  ownerOf: (it) => it.owner_id,
  columns: {
    Decision: (it) => it.title,
    Of: (it) => it.owner_name,
    Rule: (it) => it.rule,
    State: (it) => it.state,
    Version: (it) => it.version,
    Deadline: (it) => it.deadline_local,
    'Time zone': (it) => it.time_zone,
    Result: (it) => it.result,
    Support: (it) => it.tally?.support ?? null,
    'Stand aside': (it) => it.tally?.stand_aside ?? null,
    Object: (it) => it.tally?.object ?? null,
    'No answer': (it) => it.tally?.silent ?? null,
    'Closed at': (it) => it.closed_at,
  },
};

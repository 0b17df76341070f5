import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { type Journey, JOURNEY_STATES, type JourneyState, RUN_STATES, type RunState } from './journey.js';
import { JourneyContent } from './journeys.forms.js';
import { type ListedRun, type StepFigures } from './run-list.sql.js';

export class JourneyResource extends JourneyContent {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ enum: JOURNEY_STATES })
  state: JourneyState;
  @ApiProperty({ description: 'Of the steps that new people start with; 0 before it was ever on' })
  version: number;
  @ApiProperty({ description: 'People under way now' })
  waiting_count: number;
  @ApiProperty({ description: 'Who went through it' })
  done_count: number;
  @ApiProperty({ description: 'Who left it: they may not be mailed, or are gone' })
  left_count: number;
  @ApiProperty({ description: 'For whom a step failed as often as it is tried' })
  failed_count: number;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;

  static from(it: Journey): JourneyResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      name: it.name,
      state: it.state,
      did: it.did,
      what_id: it.whatId,
      what_title: it.whatTitle,
      repeats: it.repeats,
      steps: it.steps,
      version: it.version,
      waiting_count: it.waiting,
      done_count: it.done,
      left_count: it.left,
      failed_count: it.failed,
      is_practice: it.isPractice,
      created_at: it.createdAt.toISOString(),
    };
  }
}

export class JourneyList {
  @ApiProperty({ type: [JourneyResource] })
  data: JourneyResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class StepOutcome {
  @ApiProperty({
    description:
      'mailed, waited, waiting-now, yes, no, changed, unchanged, ended, or why somebody was not mailed',
  })
  outcome: string;
  @ApiProperty()
  count: number;
}

export class StepFiguresResource {
  @ApiProperty({ description: 'The place of the step, from 0' })
  step: number;
  @ApiProperty({ type: [StepOutcome] })
  outcomes: StepOutcome[];
}

/** Of the newest version; people who are under way in an older one are not mixed in. */
export class JourneyFigures {
  @ApiProperty()
  version: number;
  @ApiProperty({ type: [StepFiguresResource] })
  data: StepFiguresResource[];

  static from(version: number, found: readonly StepFigures[]): JourneyFigures {
    const places = [...new Set(found.map(({ step }) => step))];
    return {
      version,
      data: places.map((step) => ({
        step,
        outcomes: found
          .filter((each) => each.step === step)
          .map(({ outcome, count }) => ({ outcome, count })),
      })),
    };
  }
}

export class RunResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  version: number;
  @ApiProperty({ description: 'The place of the next step, from 0; where it ended, of the last' })
  step: number;
  @ApiProperty({ enum: RUN_STATES })
  state: RunState;
  @ApiProperty({ type: String, nullable: true, description: 'Why they left, or what failed' })
  reason: string | null;
  @ApiProperty({ format: 'date-time', description: 'When the next step is due' })
  wake_at: string;
  @ApiProperty({ format: 'date-time' })
  started_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  ended_at: string | null;

  static from(it: ListedRun): RunResource {
    return {
      id: it.id,
      owner_id: it.ownerId,
      person_id: it.personId,
      name: it.name,
      version: it.version,
      step: it.step,
      state: it.state,
      reason: it.reason,
      wake_at: it.wakeAt.toISOString(),
      started_at: it.startedAt.toISOString(),
      ended_at: it.endedAt?.toISOString() ?? null,
    };
  }
}

export class RunList {
  @ApiProperty({ type: [RunResource] })
  data: RunResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const JOURNEY_FILE: ListFile<JourneyResource> = {
  noun: 'journeys',
  ownerOf: (it) => it.owner_id,
  columns: {
    Journey: (it) => it.name,
    Of: (it) => it.owner_name,
    State: (it) => it.state,
    'Begins with': (it) => it.did,
    'Of what': (it) => it.what_title,
    Waiting: (it) => it.waiting_count,
    Done: (it) => it.done_count,
    Left: (it) => it.left_count,
    Failed: (it) => it.failed_count,
    'Made at': (it) => it.created_at,
  },
};

export const RUN_FILE: ListFile<RunResource> = {
  noun: 'journey-runs',
  ownerOf: (it) => it.owner_id,
  columns: {
    Name: (it) => it.name,
    State: (it) => it.state,
    Step: (it) => it.step,
    Reason: (it) => it.reason,
    'Goes on at': (it) => it.wake_at,
    'Begun at': (it) => it.started_at,
    'Ended at': (it) => it.ended_at,
  },
};

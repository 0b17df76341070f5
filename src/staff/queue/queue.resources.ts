import { ApiProperty } from '@nestjs/swagger';
import { LANES, type Lane } from '../../platform/jobs/job.js';
import { type DeadJob, type LaneCounts } from '../../platform/jobs/jobs.service.js';

export class LaneResource {
  @ApiProperty({ enum: LANES })
  lane: Lane;
  @ApiProperty({ description: 'Ready to run' })
  waiting: number;
  @ApiProperty({ description: 'Waits for its time, as after a failure' })
  delayed: number;
  @ApiProperty({ description: 'Running now' })
  active: number;
  @ApiProperty({ description: 'Failed as often as it may' })
  dead: number;

  static from(lane: Lane, counts: LaneCounts): LaneResource {
    return { lane, ...counts };
  }
}

export class DeadJobResource {
  @ApiProperty()
  id: string;
  @ApiProperty({ example: 'petitions.rollUp' })
  name: string;
  @ApiProperty({ enum: LANES })
  lane: Lane;
  @ApiProperty({ type: Object, description: 'Ids of what it was about; never personal data' })
  payload: object;
  @ApiProperty({ description: 'What its last failure said' })
  error: string;
  @ApiProperty()
  attempts: number;
  @ApiProperty({ format: 'date-time' })
  died_at: string;

  static from({ diedAt, ...job }: DeadJob): DeadJobResource {
    return { ...job, died_at: diedAt.toISOString() };
  }
}

export class QueueResource {
  @ApiProperty({ type: [LaneResource] })
  lanes: LaneResource[];
  @ApiProperty({ type: [DeadJobResource], description: 'Newest first, at most 100 of each lane' })
  dead: DeadJobResource[];
}

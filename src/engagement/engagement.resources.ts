import { ApiProperty } from '@nestjs/swagger';
import { type TimelineEntry } from './timeline.sql.js';

class TimelineSubject {
  @ApiProperty({ description: 'petition, event, letter, mailing, note ...' })
  kind: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id: string | null;
  @ApiProperty({ description: 'As it was called then' })
  title: string;
}

export class TimelineItem {
  @ApiProperty({ description: 'Unique in this timeline' })
  id: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
  @ApiProperty({ description: 'What they did, "noted", "consented", "changed", "merged" or "task"' })
  kind: string;
  @ApiProperty({ type: TimelineSubject })
  what: TimelineSubject;
  @ApiProperty({ type: String, nullable: true, description: 'The source code that brought them' })
  source: string | null;
  @ApiProperty({ type: Object, additionalProperties: true })
  detail: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true, description: 'Who did it, where it was not they' })
  actor: string | null;

  static from({ cursor, at, ...it }: TimelineEntry): TimelineItem {
    return { ...it, id: cursor, at: at.toISOString() };
  }
}

export class TimelinePage {
  @ApiProperty({ type: [TimelineItem] })
  data: TimelineItem[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

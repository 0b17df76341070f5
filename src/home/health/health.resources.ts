import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '../../platform/paging/paging.js';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type Health, HEALTH_SORTS, type HealthSort, type Risk, RISKS } from './health.js';

export class HealthQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only partners of this chapter' })
  @IsOptional()
  @IsUUID('all')
  chapter_id?: string;

  @ApiPropertyOptional({ enum: ['true'], description: 'Only those with a reason to worry' })
  @IsOptional()
  @IsIn(['true'])
  is_at_risk?: 'true';

  @ApiPropertyOptional({ enum: HEALTH_SORTS, default: '-risk' })
  @IsOptional()
  @IsIn(HEALTH_SORTS)
  sort: HealthSort = '-risk';
}

export class HealthResource {
  @ApiProperty({ format: 'uuid', description: 'The partner in the chapter, as in /api/v1/partners' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ format: 'uuid' })
  chapter_id: string;
  @ApiProperty()
  chapter_name: string;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'A note, or a meeting that it came to; null without any',
  })
  last_contact_at: string | null;
  @ApiProperty({ type: Number, nullable: true })
  days_since_contact: number | null;
  @ApiProperty({ description: 'Coalition meetings since it is known here, at most the last five' })
  meetings_held: number;
  @ApiProperty({ description: 'How many of those it came to' })
  meetings_attended: number;
  @ApiProperty({ description: 'What it agreed to and is done, missed or past its day' })
  commitments_due: number;
  @ApiProperty({ description: 'How much of that is done' })
  commitments_kept: number;
  @ApiProperty({
    enum: RISKS,
    isArray: true,
    description: 'Why it may be drifting away; empty where nothing says so',
  })
  risks: Risk[];

  static from(this: void, it: Health): HealthResource {
    return {
      id: it.membershipId,
      name: it.name,
      chapter_id: it.chapterId,
      chapter_name: it.chapterName,
      last_contact_at: it.lastContactAt?.toISOString() ?? null,
      days_since_contact: it.daysSinceContact,
      meetings_held: it.held,
      meetings_attended: it.attended,
      commitments_due: it.due,
      commitments_kept: it.kept,
      risks: it.risks,
    };
  }
}

export class HealthList {
  @ApiProperty({ type: [HealthResource] })
  data: HealthResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const HEALTH_FILE: ListFile<HealthResource> = {
  noun: 'partner-health',
  ownerOf: (it) => it.chapter_id,
  columns: {
    Name: (it) => it.name,
    Chapter: (it) => it.chapter_name,
    Reasons: (it) => it.risks.join(', '),
    'Last contact': (it) => it.last_contact_at,
    'Days since contact': (it) => it.days_since_contact,
    'Meetings held': (it) => it.meetings_held,
    'Meetings attended': (it) => it.meetings_attended,
    'Commitments due': (it) => it.commitments_due,
    'Commitments kept': (it) => it.commitments_kept,
  },
};

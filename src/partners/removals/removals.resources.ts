import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type ListedNotice } from './removals.sql.js';

/** A partner was told to remove people whom it is shown no longer. */
export class RemovalNoticeResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid', description: 'The partner’s organization' })
  organization_id: string;
  @ApiProperty()
  organization_name: string;
  @ApiProperty({ description: 'People whom it concerns, as far as you see them' })
  people_count: number;
  @ApiProperty({ format: 'date-time' })
  told_at: string;
  @ApiProperty({ description: 'Nobody there can be written to: a task asks your team to tell them by hand' })
  is_untold: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null until it says so' })
  acknowledged_at: string | null;
  @ApiProperty({ description: 'Not acknowledged within a week' })
  is_overdue: boolean;
  @ApiProperty({ description: 'What the partner told staff; empty where it said so by its link' })
  acknowledged_words: string;

  static from(this: void, it: ListedNotice): RemovalNoticeResource {
    return {
      id: it.id,
      organization_id: it.organizationId,
      organization_name: it.organizationName,
      people_count: it.peopleCount,
      is_untold: it.isUntold,
      told_at: it.toldAt.toISOString(),
      acknowledged_at: it.acknowledgedAt?.toISOString() ?? null,
      is_overdue: it.isOverdue,
      acknowledged_words: it.acknowledgedWords,
    };
  }
}

class RemovedPerson {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
}

export class RemovalNoticeRecord extends RemovalNoticeResource {
  @ApiProperty({ type: [RemovedPerson], description: 'Whom it concerns, by name, as far as you see them' })
  people: RemovedPerson[];
}

export class RemovalNoticeList {
  @ApiProperty({ type: [RemovalNoticeResource], description: 'Newest first' })
  data: RemovalNoticeResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const REMOVAL_FILE: ListFile<RemovalNoticeResource> = {
  noun: 'removal-notices',
  ownerOf: (it) => it.organization_id,
  columns: {
    Partner: (it) => it.organization_name,
    People: (it) => it.people_count,
    'Told at': (it) => it.told_at,
    'Acknowledged at': (it) => it.acknowledged_at,
    'Could not be written to': (it) => (it.is_untold ? 'yes' : 'no'),
    Overdue: (it) => (it.is_overdue ? 'yes' : 'no'),
  },
};

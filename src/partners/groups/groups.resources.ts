import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import { GROUP_ROLES, type GroupMember, type GroupNote, type GroupRole, type WorkingGroup } from './group.js';

export class WorkingGroupResource {
  @ApiProperty({
    format: 'uuid',
    description: 'Of the organization that it is: people and mailings name it as owner',
  })
  id: string;
  @ApiProperty({ format: 'uuid' })
  parent_id: string;
  @ApiProperty()
  parent_name: string;
  @ApiProperty()
  name: string;
  @ApiProperty()
  charter: string;
  @ApiProperty({ description: 'Members now, as far as you see them' })
  member_count: number;
  @ApiProperty()
  is_practice: boolean;

  static from(this: void, it: WorkingGroup): WorkingGroupResource {
    return {
      id: it.id,
      parent_id: it.parentId,
      parent_name: it.parentName,
      name: it.name,
      charter: it.charter,
      member_count: it.memberCount,
      is_practice: it.isPractice,
    };
  }
}

export class WorkingGroupList {
  @ApiProperty({ type: [WorkingGroupResource] })
  data: WorkingGroupResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class GroupMemberResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null for a partner' })
  person_id: string | null;
  @ApiProperty()
  name: string;
  @ApiProperty({ type: String, nullable: true })
  email: string | null;
  @ApiProperty({ enum: GROUP_ROLES })
  role: GroupRole;
  @ApiProperty({ format: 'date' })
  since: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  until: string | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: "On the group's email list; null for a partner",
  })
  is_subscribed: boolean | null;

  static from(this: void, it: GroupMember): GroupMemberResource {
    const { id, personId: person_id, name, email, role, since, until, isSubscribed: is_subscribed } = it;
    return { id, person_id, name, email, role, since, until, is_subscribed };
  }
}

export class GroupNoteResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ type: String, nullable: true })
  author: string | null;
  @ApiProperty()
  body: string;
  @ApiProperty({ format: 'date-time' })
  at: string;

  static from(this: void, it: GroupNote): GroupNoteResource {
    return { ...it, at: it.at.toISOString() };
  }
}

export class WorkingGroupRecord extends WorkingGroupResource {
  @ApiProperty({ type: [GroupMemberResource] })
  members: GroupMemberResource[];
  @ApiProperty({ type: [GroupNoteResource], description: "The group's own, newest first" })
  notes: GroupNoteResource[];
}

export const GROUP_FILE: ListFile<WorkingGroupResource> = {
  noun: 'working-groups',
  ownerOf: (it) => it.parent_id,
  columns: {
    Group: (it) => it.name,
    Of: (it) => it.parent_name,
    Charter: (it) => it.charter,
    Members: (it) => it.member_count,
  },
};

import { type Schema } from '../api/client';

export type Group = Schema<'WorkingGroupResource'>;
export type GroupRecord = Schema<'WorkingGroupRecord'>;
export type Member = Schema<'GroupMemberResource'>;

export const groupRoles: Record<Member['role'], string> = { chair: 'Chair', member: 'Member' };

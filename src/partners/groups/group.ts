export const GROUP_ROLES = ['chair', 'member'] as const;
export type GroupRole = (typeof GROUP_ROLES)[number];

/** An organization of its own: only a role in it reaches what it owns. */
export interface WorkingGroup {
  id: string;
  /** The chapter or network that it belongs to. */
  parentId: string;
  parentName: string;
  name: string;
  charter: string;
  /** Members now, as far as the caller sees them. */
  memberCount: number;
  isPractice: boolean;
}

/** A person or a partner in the group, from a day to a day. */
export interface GroupMember {
  id: string;
  personId: string | null;
  organizationId: string | null;
  name: string;
  email: string | null;
  role: GroupRole;
  since: string;
  until: string | null;
  /** Gets the group's mail; null for partners, which are organizations. */
  isSubscribed: boolean | null;
}

export interface GroupNote {
  id: string;
  author: string | null;
  body: string;
  at: Date;
}

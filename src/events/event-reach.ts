import { type Caller } from '../staff/caller.access.js';
import { Forbidden, NotFound } from '../platform/http/errors.js';
import { type Permission, ROLE_PERMISSIONS } from '../staff/roles.access.js';
import { type Reach } from './events.sql.js';

/**
 * Which events a caller reaches with a permission. A helper of a single event (grants.event_id) reaches that one and
 * not the rest of its organization, which row-level security, knowing organizations only, would show.
 */
export function reachOf(caller: Caller, permission: Permission): Reach {
  const within = caller.within(permission);
  const holding = caller.roles.filter(({ role }) => ROLE_PERMISSIONS[role].includes(permission));
  const whole = new Set(holding.filter(({ eventId }) => eventId === null).flatMap(({ reaches }) => reaches));
  return {
    organizations: within && within.filter((id) => whole.has(id)),
    events: holding.flatMap(({ eventId }) => eventId ?? []),
  };
}

/** 404 for an event out of reach, 403 for one that the caller sees but holds no such permission for. */
export function requireEvent(
  caller: Caller,
  permission: Permission,
  event: { id: string; ownerId: string },
): void {
  if (reaches(reachOf(caller, permission), event)) return;
  if (reaches(reachOf(caller, 'events.read'), event)) throw new Forbidden();
  throw new NotFound();
}

/** For what is made anew in an organization: helpers of single events make none. */
export function requireOwner(caller: Caller, permission: Permission, ownerId: string): void {
  caller.requires(permission, ownerId);
  const { organizations } = reachOf(caller, permission);
  if (organizations !== null && !organizations.includes(ownerId)) throw new Forbidden();
}

function reaches({ organizations, events }: Reach, event: { id: string; ownerId: string }): boolean {
  return organizations === null || organizations.includes(event.ownerId) || events.includes(event.id);
}

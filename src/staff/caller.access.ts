import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Scope } from '../platform/database/scope.js';
import { Access } from '../platform/http/access.js';
import { Forbidden, NotFound, Unauthorized } from '../platform/http/errors.js';
import { INSTALLATION_PERMISSIONS, type Permission, ROLE_PERMISSIONS, type Role } from './roles.access.js';

/** A role held in one organization, with the organizations it reaches (a network reaches chapters that let it). */
export interface HeldRole {
  role: Role;
  organizationId: string;
  organizationKind: 'network' | 'chapter' | 'partner' | 'working-group';
  /** The organization itself and, for a network, the chapters that grant it their work. */
  reaches: readonly string[];
  /** For helpers of a single event. */
  eventId: string | null;
}

/** Who is calling, and what they may do where. Made once a request by the guard, from the database. */
export class Caller {
  constructor(
    readonly accountId: string,
    readonly name: string,
    readonly email: string,
    readonly roles: readonly HeldRole[],
    /** Null for an API key. */
    readonly sessionId: string | null,
    /** The network address, for the audit log. */
    readonly address: string,
  ) {}

  /** Organizations in which the caller holds the permission. */
  organizations(permission: Permission): string[] {
    const isInstallationWide = INSTALLATION_PERMISSIONS.has(permission);
    const holding = this.roles.filter(
      ({ role, organizationKind }) =>
        ROLE_PERMISSIONS[role].includes(permission) &&
        (!isInstallationWide || organizationKind === 'network'),
    );
    return [...new Set(holding.flatMap(({ reaches }) => reaches))];
  }

  /** The scope for Database.as: rows of organizations in which the caller holds the permission, and no others. */
  scope(permission: Permission): Scope {
    return Scope.account(this.accountId, this.organizations(permission));
  }

  /**
   * For `owner_id = ANY ($n)` in queries: the same rule as row-level security's, said a second time. Null would mean
   * no filter; only the test of row-level security alone makes it so.
   */
  within(permission: Permission): string[] | null {
    return this.organizations(permission);
  }

  can(permission: Permission, organizationId?: string): boolean {
    const held = this.organizations(permission);
    return organizationId === undefined ? held.length > 0 : held.includes(organizationId);
  }

  /** 404 where the caller holds nothing in the organization, 403 where they hold other permissions there. */
  requires(permission: Permission, organizationId: string): void {
    if (this.can(permission, organizationId)) return;
    if (this.roles.some(({ reaches }) => reaches.includes(organizationId))) throw new Forbidden();
    throw new NotFound();
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public, and on public ones where a session came along. */
    caller?: Caller;
  }
}

/** The access rule of a route: the caller holds this permission somewhere. Where, the service checks. */
export const Requires = (permission: Permission): MethodDecorator & ClassDecorator => Access(permission);

export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Unauthorized();
  return caller;
});

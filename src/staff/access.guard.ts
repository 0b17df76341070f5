import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { ACCESS } from '../platform/http/access.js';
import { Forbidden, NotFound, Unauthorized } from '../platform/http/errors.js';
import { Callers } from './callers.service.js';
import { type Permission, PERMISSIONS } from './roles.access.js';
import { HALF_SIGNED_IN, type Session } from './session.access.js';
import { Sessions } from './sessions.service.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Stands before every route and lets nobody in by default: a route without a rule answers 404 to all. Guards and not
 * middleware, because paths can be written in ways that walk round middleware (pitfalls of Fastify: middie #245).
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly callers: Callers,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<string | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (rule === 'public') {
      // A form that anybody may send does nothing by the session's authority, so it needs no token of the session.
      await this.recognise(request);
      return true;
    }
    if (rule === undefined) throw new NotFound();
    const isKey = await this.recognise(request);
    if (!isKey) this.requireSession(request, rule);
    if (!request.caller) return rule === HALF_SIGNED_IN;
    if (rule === 'signed-in' || rule === HALF_SIGNED_IN) return true;
    if (!PERMISSIONS.includes(rule as Permission)) throw new Error(`${rule} is no permission`);
    if (!request.caller.can(rule as Permission)) throw new Forbidden();
    return true;
  }

  /** Finds out who calls, where anything came along that says so. True for an API key. */
  private async recognise(request: FastifyRequest): Promise<boolean> {
    const [scheme, key] = request.headers.authorization?.split(' ') ?? [];
    if (scheme?.toLowerCase() === 'bearer' && key) {
      const caller = await this.callers.fromKey(key, request.ip);
      if (!caller) throw new Unauthorized('This API key is not valid.', 'key_not_valid');
      request.caller = caller;
      return true;
    }
    const token = this.sessions.tokenOf(request);
    const session = token ? await this.sessions.find(token) : null;
    if (session) {
      request.accordSession = session;
      if (session.stage === 'complete') request.caller = await this.callers.fromSession(session, request.ip);
    }
    return false;
  }

  private requireSession(request: FastifyRequest, rule: string): void {
    const session = request.accordSession;
    if (!session) throw new Unauthorized();
    if (!SAFE.has(request.method) && !carriesToken(request, session)) {
      throw new Forbidden('This page was open for a long time. Load it again, then try once more.', 'csrf');
    }
    if (rule === HALF_SIGNED_IN) return;
    if (session.stage === 'code-needed')
      throw new Unauthorized('Enter the code of your second factor.', 'code_needed');
    if (session.stage === 'set-up-needed')
      throw new Unauthorized('Set up a second factor first.', 'two_factor_set_up_needed');
  }
}

/** The token bound to the session (OWASP CSRF sheet), from the header of a script or the hidden field of a form. */
function carriesToken(request: FastifyRequest, session: Session): boolean {
  const header = request.headers['x-csrf-token'];
  const field = (request.body as { _csrf?: unknown } | null | undefined)?._csrf;
  const given = Buffer.from(typeof header === 'string' ? header : typeof field === 'string' ? field : '');
  const wanted = Buffer.from(session.csrfToken);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

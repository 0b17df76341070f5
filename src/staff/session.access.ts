import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Access } from '../platform/http/access.js';
import { Unauthorized } from '../platform/http/errors.js';

/**
 * How far a sign-in has come:
 *
 *     password ──► code-needed ──code──► complete
 *        │
 *        ├──(second factor required, none set up)──► set-up-needed ──set up──► complete
 *        └──(not required)──► complete
 *
 * Only `complete` makes a Caller; the others reach the routes marked @HalfSignedIn and nothing else.
 */
export type SessionStage = 'code-needed' | 'set-up-needed' | 'complete';

export interface Session {
  id: string;
  accountId: string;
  name: string;
  email: string;
  locale: string;
  csrfToken: string;
  stage: SessionStage;
  /** When the password was last typed in this session: sensitive changes ask for a fresh one. */
  passwordAt: Date;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard where a living session's cookie came along. */
    accordSession?: Session;
  }
}

export const HALF_SIGNED_IN = 'half-signed-in';

/** The access rule of the few routes that finish a sign-in: a session that still lacks its second factor will do. */
export const HalfSignedIn = (): MethodDecorator & ClassDecorator => Access(HALF_SIGNED_IN);

export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): Session => {
  const { accordSession } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!accordSession) throw new Unauthorized();
  return accordSession;
});

import { Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { type EntityManager } from 'typeorm';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { affected } from '../platform/database/sql.js';
import { NotFound } from '../platform/http/errors.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { type Session, type SessionStage } from './session.access.js';
import {
  deleteSession,
  deleteSessions,
  findSession,
  findSessionsOf,
  insertSession,
  type ListedSession,
  touchSession,
} from './sessions.sql.js';

/** Where a sign-in comes from, as its owner will recognise it in the list of their sessions. */
export interface Device {
  agent: string;
  address: string;
}

export function deviceOf(request: FastifyRequest): Device {
  return { agent: request.headers['user-agent'] ?? '', address: request.ip };
}

export interface CookieToSet {
  name: string;
  value: string;
  options: { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number };
}

export interface BegunSession {
  cookie: CookieToSet;
  stage: SessionStage;
}

const COOKIE_SECONDS = 7 * 24 * 60 * 60; // as the absolute limit in sessions.sql.ts; the server decides

/**
 * Signed-in browsers. The token is 256 random bits and known only to the browser: the database holds its SHA-256.
 * A sign-in always makes a new one (ASVS 7.2.4), so a token planted before it is worth nothing after it.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {}

  /** `__Host-` binds the cookie to this host and to https; browsers refuse the prefix without https. */
  get cookieName(): string {
    return this.config.isHttps ? '__Host-accord' : 'accord';
  }

  /** The token that a browser brought along, living or not. */
  tokenOf(request: FastifyRequest): string | undefined {
    return request.cookies[this.cookieName];
  }

  /** The living session of a token, or null. */
  async find(token: string): Promise<Session | null> {
    return this.database.as(Scope.nothing, async (tx) => {
      const found = await findSession(tx, this.tokens.hash(token));
      if (!found) return null;
      const { isSeenLately, ...session } = found;
      if (!isSeenLately) await touchSession(tx, session.id);
      return session;
    });
  }

  /** Begins a session, and ends the one whose token the browser brought along. */
  async begin(
    tx: EntityManager,
    accountId: string,
    device: Device,
    { replaces, hasSecondFactor = false }: { replaces?: string; hasSecondFactor?: boolean } = {},
  ): Promise<BegunSession> {
    if (replaces) await this.endByToken(tx, replaces);
    const token = this.tokens.random();
    const tokenHash = this.tokens.hash(token);
    const csrfToken = this.tokens.random();
    await insertSession(tx, { tokenHash, accountId, csrfToken, hasSecondFactor, ...device });
    const { stage } = (await findSession(tx, tokenHash))!;
    return { cookie: this.cookie(token), stage };
  }

  async endByToken(tx: EntityManager, token: string): Promise<void> {
    await affected(tx, `DELETE FROM sessions WHERE token_hash = $1`, [this.tokens.hash(token)]);
  }

  list(tx: EntityManager, accountId: string): Promise<ListedSession[]> {
    return findSessionsOf(tx, accountId);
  }

  /** @throws NotFound for a session that is another account's, or no more. */
  async end(tx: EntityManager, accountId: string, id: string): Promise<void> {
    if ((await deleteSession(tx, accountId, id)) === 0) throw new NotFound();
  }

  /** After a changed password or factor, and when an account is disabled: whoever else was signed in is out. */
  endOthers(tx: EntityManager, accountId: string, kept: string | null): Promise<number> {
    return deleteSessions(tx, accountId, kept);
  }

  /** The password was typed again. */
  async passwordTyped(tx: EntityManager, id: string): Promise<void> {
    await affected(tx, `UPDATE sessions SET password_at = now() WHERE id = $1`, [id]);
  }

  private cookie(token: string): CookieToSet {
    return {
      name: this.cookieName,
      value: token,
      options: {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: this.config.isHttps,
        maxAge: COOKIE_SECONDS,
      },
    };
  }
}

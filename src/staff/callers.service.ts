import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { Caller } from './caller.access.js';
import { findKey, findRoles, markKeyUsed } from './callers.sql.js';
import { type Session } from './session.access.js';

/** `accord_<prefix>_<secret>`: found by the prefix, proved by the secret. Secret scanners know keys by such a shape. */
const KEY = /^accord_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** Tells who calls: from a session, or from an API key. Asked once a request, of the database, so that nothing lags. */
@Injectable()
export class Callers {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
  ) {}

  async fromSession(session: Session, address: string): Promise<Caller> {
    const { accountId, name, email, id } = session;
    const roles = await this.database.as(Scope.account(accountId, []), (tx) => findRoles(tx, accountId));
    return new Caller(accountId, name, email, roles, id, address);
  }

  /** Null for a key that is unknown, wrong, revoked or past its end: the four are told apart by nobody. */
  async fromKey(key: string, address: string): Promise<Caller | null> {
    const [, prefix, secret] = KEY.exec(key) ?? [];
    if (!prefix || !secret) return null;
    return this.database.as(Scope.nothing, async (tx) => {
      const found = await findKey(tx, prefix);
      if (!found || !timingSafeEqual(found.secretHash, this.tokens.hash(secret))) return null;
      await markKeyUsed(tx, found.id);
      const { accountId, name, email, role, organizationId, organizationKind, reaches, eventId } = found;
      return new Caller(
        accountId,
        name,
        email,
        [{ role, organizationId, organizationKind, reaches, eventId }],
        null,
        address,
      );
    });
  }
}

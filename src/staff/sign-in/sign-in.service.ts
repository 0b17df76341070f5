import { Injectable } from '@nestjs/common';
import { setTimeout as timer } from 'node:timers/promises';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { findAccountByEmail, findEmployer, storePassword } from '../accounts.sql.js';
import { Audit } from '../audit.service.js';
import { Caller } from '../caller.access.js';
import { AccountMail } from '../account-mail.service.js';
import { type Session } from '../session.access.js';
import { type BegunSession, type CookieToSet, type Device, Sessions } from '../sessions.service.js';
import { resetMail } from '../staff.emails.js';
import { OneTimeLinks } from './one-time-links.service.js';
import { Passwords } from './passwords.service.js';
import { CEILINGS, Rates } from './rates.service.js';
import { type CodeVerdict, TwoFactor } from './two-factor.service.js';

/** A known and an unknown address are answered after the same time, in ms: longer than writing a mail takes. */
const RESET_TAKES = 400;

/** From a stranger to a session. No answer tells whether an account exists: neither its words nor its time. */
@Injectable()
export class SigningIn {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly rates: Rates,
    private readonly sessions: Sessions,
    private readonly twoFactor: TwoFactor,
    private readonly links: OneTimeLinks,
    private readonly audit: Audit,
    private readonly mail: AccountMail,
  ) {}

  /**
   * @returns null where address and password do not fit together, for whatever reason.
   * @throws TooMany past the ceilings of rates.service.ts.
   */
  async byPassword(
    email: string,
    password: string,
    device: Device,
    replaces?: string,
  ): Promise<BegunSession | null> {
    const address = canonicalEmail(email) ?? email.toLowerCase();
    await this.rates.take(CEILINGS.signIn, address, device.address);
    const account = await this.database.as(Scope.nothing, (tx) => findAccountByEmail(tx, address));
    const usable = account?.state === 'active' ? account.passwordHash : null;
    if (!(await this.passwords.matches(usable, password)) || !account) return null;
    const better = this.passwords.isOutdated(usable!) ? await this.passwords.hash(password) : null;
    const signedIn = await this.database.as(Scope.account(account.id, []), async (tx) => {
      if (better) await storePassword(tx, account.id, better);
      return this.begin(tx, { ...account, accountId: account.id }, device, { replaces });
    });
    await this.rates.forgive(CEILINGS.signIn, address);
    return signedIn;
  }

  /** The second step. A right code makes a new session of the half one. */
  async byCode(
    session: Session,
    code: string,
    device: Device,
    token: string,
  ): Promise<{ verdict: CodeVerdict; cookie?: CookieToSet }> {
    return this.database.as(Scope.account(session.accountId, []), async (tx) => {
      const verdict = await this.twoFactor.check(tx, session.accountId, code);
      if (verdict !== 'right') return { verdict };
      const { cookie } = await this.sessions.begin(tx, session.accountId, device, {
        replaces: token,
        hasSecondFactor: true,
      });
      return { verdict, cookie };
    });
  }

  /** The same with a recovery code, for whoever has lost the app. */
  async byRecoveryCode(
    session: Session,
    code: string,
    device: Device,
    token: string,
  ): Promise<CookieToSet | null> {
    await this.rates.take(CEILINGS.recovery, session.accountId, device.address);
    return this.database.as(Scope.account(session.accountId, []), async (tx) => {
      if (!(await this.twoFactor.recover(tx, session.accountId, code))) return null;
      await this.note(tx, session, device, 'account.recovery-code-used');
      const { cookie } = await this.sessions.begin(tx, session.accountId, device, {
        replaces: token,
        hasSecondFactor: true,
      });
      return cookie;
    });
  }

  /** Mails a link to choose another password, where there is such an account, and says nothing either way. */
  async forgotten(email: string, device: Device): Promise<void> {
    const address = canonicalEmail(email) ?? email.toLowerCase();
    await this.rates.take(CEILINGS.reset, address, device.address);
    await Promise.all([this.mailReset(address), timer(RESET_TAKES)]);
  }

  /** Ends the session whose token this is. */
  async out(session: Session, token: string): Promise<void> {
    await this.database.as(Scope.account(session.accountId, []), (tx) => this.sessions.endByToken(tx, token));
  }

  /** A session for an account that has shown who it is by password, by a link or by an identity provider. */
  async begin(
    tx: EntityManager,
    account: { accountId: string; name: string; email: string },
    device: Device,
    options: { replaces?: string; hasSecondFactor?: boolean } = {},
  ): Promise<BegunSession> {
    await this.note(tx, account, device, 'account.signed-in');
    return this.sessions.begin(tx, account.accountId, device, options);
  }

  private async mailReset(address: string): Promise<void> {
    const known = await this.database.as(Scope.nothing, (tx) => findAccountByEmail(tx, address));
    if (known?.state !== 'active') return;
    await this.database.as(await this.mail.scope(known.id), async (tx) => {
      const url = await this.links.make(tx, known.id, 'password-reset');
      await this.mail.sendSecret(tx, known.id, (letter) => resetMail({ ...letter, url }));
    });
    await this.mail.wake();
  }

  private async note(
    tx: EntityManager,
    who: { accountId: string; name: string; email: string },
    device: Device,
    action: string,
  ): Promise<void> {
    const caller = new Caller(who.accountId, who.name, who.email, [], null, device.address);
    const organizationId = await findEmployer(tx, who.accountId); // so that its administrators see it
    await this.audit.append(tx, caller, {
      organizationId,
      action,
      subject: { kind: 'account', id: who.accountId },
    });
  }
}

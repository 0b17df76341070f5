import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, Unauthorized } from '../../platform/http/errors.js';
import { type Account, findAccount, findEmployer, needsTwoFactor, storePassword } from '../accounts.sql.js';
import { Audit } from '../audit.service.js';
import { Caller } from '../caller.access.js';
import { AccountMail } from '../account-mail.service.js';
import { type Session } from '../session.access.js';
import { type CookieToSet, type Device, Sessions } from '../sessions.service.js';
import { type ListedSession } from '../sessions.sql.js';
import { known, type PasswordComplaint } from '../sign-in/linked-sign-in.service.js';
import { OneTimeLinks } from '../sign-in/one-time-links.service.js';
import { Passwords } from '../sign-in/passwords.service.js';
import { CEILINGS, Rates } from '../sign-in/rates.service.js';
import { TwoFactor } from '../sign-in/two-factor.service.js';

/** A sensitive change asks for the password again when it was typed longer ago than this (ASVS 7.5.1). */
const FRESH_MS = 10 * 60 * 1000;

export interface AccountShown {
  account: Account;
  recoveryCodesLeft: number;
  isTwoFactorRequired: boolean;
  sessions: ListedSession[];
}

/** What people do to their own account. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
    private readonly rates: Rates,
    private readonly sessions: Sessions,
    private readonly twoFactor: TwoFactor,
    private readonly links: OneTimeLinks,
    private readonly mail: AccountMail,
    private readonly audit: Audit,
  ) {}

  show(session: Session): Promise<AccountShown> {
    return this.as(session, async (tx) => ({
      account: (await findAccount(tx, session.accountId))!,
      recoveryCodesLeft: await this.twoFactor.recoveryCodesLeft(tx, session.accountId),
      isTwoFactorRequired: await needsTwoFactor(tx, session.accountId),
      sessions: await this.sessions.list(tx, session.accountId),
    }));
  }

  isPasswordFresh(session: Session): boolean {
    return Date.now() - session.passwordAt.getTime() < FRESH_MS;
  }

  /** @throws Unauthorized for a wrong password, TooMany after too many of them. */
  async confirmPassword(session: Session, password: string, device: Device): Promise<void> {
    await this.rates.take(CEILINGS.signIn, session.email, device.address);
    const account = await this.as(session, (tx) => findAccount(tx, session.accountId));
    if (!(await this.passwords.matches(account?.passwordHash ?? null, password)))
      throw new Unauthorized('This is not your password.', 'password_wrong');
    await this.rates.forgive(CEILINGS.signIn, session.email);
    await this.as(session, (tx) => this.sessions.passwordTyped(tx, session.id));
  }

  /** Sets another password; every other session of the account ends. Gives what is wrong with the new one, or null. */
  async changePassword(
    session: Session,
    current: string,
    wanted: string,
    device: Device,
  ): Promise<PasswordComplaint | null> {
    await this.confirmPassword(session, current, device);
    const complaint = this.passwords.complaint(wanted, known(session));
    if (complaint) return complaint;
    const hash = await this.passwords.hash(wanted);
    await this.change(session, async (tx) => {
      await storePassword(tx, session.accountId, hash);
      await this.links.void(tx, session.accountId);
      await this.sessions.endOthers(tx, session.accountId, session.id);
      await this.note(tx, session, device, 'account.password-changed');
      await this.mail.notify(tx, session.accountId, 'password-changed');
    });
    return null;
  }

  /**
   * Takes the proposed secret into use. The sign-in is complete by that, under a new token; other sessions end.
   *
   * @returns the recovery codes and the new cookie, or null for a wrong code.
   */
  async setUpTwoFactor(
    session: Session,
    secret: string,
    code: string,
    device: Device,
    token: string,
  ): Promise<{ recoveryCodes: string[]; cookie: CookieToSet } | null> {
    return this.change(session, async (tx) => {
      const recoveryCodes = await this.twoFactor.setUp(tx, session.accountId, secret, code);
      if (!recoveryCodes) return null;
      await this.sessions.endOthers(tx, session.accountId, session.id);
      const { cookie } = await this.sessions.begin(tx, session.accountId, device, {
        replaces: token,
        hasSecondFactor: true,
      });
      await this.note(tx, session, device, 'account.two-factor-set-up');
      await this.mail.notify(tx, session.accountId, 'two-factor-on');
      return { recoveryCodes, cookie };
    });
  }

  /** @throws Conflict where the network, or a role that the account holds, asks for a second factor. */
  async removeTwoFactor(session: Session, device: Device): Promise<void> {
    await this.change(session, async (tx) => {
      if (await needsTwoFactor(tx, session.accountId))
        throw new Conflict('two_factor_required', 'What you may do here needs a second factor.');
      await this.twoFactor.remove(tx, session.accountId);
      await this.note(tx, session, device, 'account.two-factor-removed');
      await this.mail.notify(tx, session.accountId, 'two-factor-off');
    });
  }

  renewRecoveryCodes(session: Session, device: Device): Promise<string[]> {
    return this.as(session, async (tx) => {
      await this.note(tx, session, device, 'account.recovery-codes-renewed');
      return this.twoFactor.renewRecoveryCodes(tx, session.accountId);
    });
  }

  endSession(session: Session, id: string): Promise<void> {
    return this.as(session, (tx) => this.sessions.end(tx, session.accountId, id));
  }

  endOtherSessions(session: Session): Promise<number> {
    return this.as(session, (tx) => this.sessions.endOthers(tx, session.accountId, session.id));
  }

  private as<T>(session: Session, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.database.as(Scope.account(session.accountId, []), work);
  }

  /** For changes whose owner is told. */
  private async change<T>(session: Session, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const done = await this.database.as(await this.mail.scope(session.accountId), work);
    await this.mail.wake();
    return done;
  }

  private async note(tx: EntityManager, session: Session, device: Device, action: string): Promise<void> {
    const caller = new Caller(session.accountId, session.name, session.email, [], session.id, device.address);
    const subject = { kind: 'account', id: session.accountId };
    const organizationId = await findEmployer(tx, session.accountId); // so that its administrators see it
    await this.audit.append(tx, caller, { organizationId, action, subject });
  }
}

import { Injectable } from '@nestjs/common';
import { type FormMessage } from '../../layout/form.messages.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { storePassword } from '../accounts.sql.js';
import { AccountMail } from '../account-mail.service.js';
import { type BegunSession, type Device, Sessions } from '../sessions.service.js';
import { type StaffFormMessage } from '../staff.messages.js';
import { type Linked, type LinkPurpose, OneTimeLinks } from './one-time-links.service.js';
import { Passwords } from './passwords.service.js';
import { SigningIn } from './sign-in.service.js';

export type PasswordComplaint = FormMessage | StaffFormMessage;

/** What a link did: it was void, the password was refused (and the link still works), or it let somebody in. */
export type LinkOutcome =
  | { kind: 'gone' }
  | { kind: 'refused'; complaint: PasswordComplaint; linked: Linked }
  | { kind: 'done'; begun: BegunSession | null };

/** Invitations, resets and sign-in links. */
@Injectable()
export class LinkedSignIn {
  constructor(
    private readonly database: Database,
    private readonly links: OneTimeLinks,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly signingIn: SigningIn,
    private readonly mail: AccountMail,
  ) {}

  peek(token: string, purpose: LinkPurpose): Promise<Linked | null> {
    return this.database.as(Scope.nothing, (tx) => this.links.peek(tx, token, purpose));
  }

  /**
   * Uses the link to set a password. An invitation then signs in; a reset does not, so that it can never stand in for
   * the second factor (ASVS 6.4.3), and ends every session there was.
   */
  async choosePassword(
    token: string,
    purpose: LinkPurpose,
    password: string,
    device: Device,
    replaces?: string,
  ): Promise<LinkOutcome> {
    const linked = await this.peek(token, purpose);
    if (!linked) return { kind: 'gone' };
    const complaint = this.passwords.complaint(password, known(linked));
    if (complaint) return { kind: 'refused', complaint, linked };
    const hash = await this.passwords.hash(password); // before the transaction: it takes its turn
    const scope = await this.mail.scope(linked.accountId);
    const outcome = await this.database.as(scope, async (tx): Promise<LinkOutcome> => {
      const used = await this.links.use(tx, token, purpose);
      if (!used) return { kind: 'gone' };
      await storePassword(tx, used.accountId, hash);
      await this.links.void(tx, used.accountId);
      await this.sessions.endOthers(tx, used.accountId, null);
      if (purpose === 'password-reset') {
        await this.mail.notify(tx, used.accountId, 'password-changed');
        return { kind: 'done', begun: null };
      }
      return { kind: 'done', begun: await this.signingIn.begin(tx, used, device, { replaces }) };
    });
    if (purpose === 'password-reset') await this.mail.wake();
    return outcome;
  }

  /** Uses a sign-in link of an account that has its password. */
  async enter(token: string, device: Device, replaces?: string): Promise<LinkOutcome> {
    const linked = await this.peek(token, 'sign-in');
    if (!linked?.hasPassword) return { kind: 'gone' };
    return this.database.as(Scope.account(linked.accountId, []), async (tx): Promise<LinkOutcome> => {
      const used = await this.links.use(tx, token, 'sign-in');
      if (!used) return { kind: 'gone' };
      return { kind: 'done', begun: await this.signingIn.begin(tx, used, device, { replaces }) };
    });
  }
}

/** What an attacker knows of an account's owner, and would try. */
export function known(account: { name: string; email: string }): string[] {
  return [account.email, account.email.split('@')[0]!, account.name, ...account.name.split(/\s+/)];
}

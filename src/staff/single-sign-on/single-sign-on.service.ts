import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { findAccountByEmail } from '../accounts.sql.js';
import { type BegunSession, type Device } from '../sessions.service.js';
import { SigningIn } from '../sign-in/sign-in.service.js';
import { acceptInvitation, findLinked, linkIdentity } from './identities.sql.js';
import { type Errand, type Vouched } from './identity-provider.service.js';

const ERRAND = 'single-sign-on';

/**
 * Signs in whoever the identity provider vouches for, where they have an account: single sign-on opens no new ones, since
 * who may see a coalition's people is decided by an invitation. The first time, an account is found by the address that
 * the provider has verified; from then on by issuer and subject, whatever becomes of the address.
 */
@Injectable()
export class SingleSignOn {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly signingIn: SigningIn,
  ) {}

  /** What the browser keeps between going and coming back. */
  seal(errand: Errand): string {
    return this.tokens.encrypt(ERRAND, JSON.stringify(errand)).toString('base64url');
  }

  /** Null for what was not sealed here. */
  open(sealed: string | undefined): Errand | null {
    if (!sealed) return null;
    try {
      return JSON.parse(this.tokens.decrypt(ERRAND, Buffer.from(sealed, 'base64url'))) as Errand;
    } catch {
      return null; // made up, or of a key that is no more: the same as none
    }
  }

  /** Null where nobody with an account is meant; an account that is disabled is none. */
  async enter(vouched: Vouched, device: Device, replaces?: string): Promise<BegunSession | null> {
    const accountId = await this.accountOf(vouched);
    if (!accountId) return null;
    return this.database.as(Scope.account(accountId, []), async (tx) => {
      const account = await findLinked(tx, vouched);
      if (account?.state !== 'active') return null;
      return this.signingIn.begin(tx, { ...account, accountId }, device, {
        replaces,
        hasSecondFactor: vouched.hasSecondFactor,
      });
    });
  }

  private accountOf(vouched: Vouched): Promise<string | null> {
    return this.database.as(Scope.nothing, async (tx) => {
      const linked = await findLinked(tx, vouched);
      if (linked) return linked.id;
      const address = vouched.email && canonicalEmail(vouched.email);
      const found = address ? await findAccountByEmail(tx, address) : undefined;
      if (!found || found.state === 'disabled') return null;
      await linkIdentity(tx, { ...vouched, accountId: found.id });
      await acceptInvitation(tx, found.id);
      return found.id;
    });
  }
}

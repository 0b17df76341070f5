import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { isLanguage } from '../layout/i18n.js';
import { type MailContent } from '../layout/mail.js';
import { Chapters } from '../network/chapters.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { findAccount, findEmployer } from './accounts.sql.js';
import { StaffMail } from './staff-mail.access.js';
import { type Letter, securityNotice, type SecurityChange } from './staff.emails.js';

/** Writes to the owners of accounts, in the name of an organization they work for. */
@Injectable()
export class AccountMail {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly mail: StaffMail,
  ) {}

  /** For work on an account that also writes to its owner: itself, and the organization whose mail that is. */
  async scope(accountId: string): Promise<Scope> {
    const own = Scope.account(accountId, []);
    const employer = await this.database.as(own, (tx) => findEmployer(tx, accountId));
    return employer ? Scope.account(accountId, [employer]) : own;
  }

  /** Tells the owner what was changed, so that whoever did not do it learns of it (ASVS 6.3.7). */
  notify(tx: EntityManager, accountId: string, what: SecurityChange, organizationId?: string): Promise<void> {
    return this.send(tx, accountId, (letter) => securityNotice({ ...letter, what }), { organizationId });
  }

  /** Mail that is kept no longer than it takes to send it: with a link that lets somebody in, or with words about people. */
  sendSecret(
    tx: EntityManager,
    accountId: string,
    write: (letter: Letter) => MailContent,
    organizationId?: string,
  ): Promise<void> {
    return this.send(tx, accountId, write, { organizationId, isSecret: true });
  }

  wake(): Promise<void> {
    return this.mail.wake();
  }

  /** In the transaction of the change. An account that works for nobody has nobody to be written to by. */
  private async send(
    tx: EntityManager,
    accountId: string,
    write: (letter: Letter) => MailContent,
    { organizationId, isSecret = false }: { organizationId?: string; isSecret?: boolean },
  ): Promise<void> {
    const account = await findAccount(tx, accountId);
    const sender = organizationId ?? (await findEmployer(tx, accountId));
    if (!account || !sender) return;
    const host = await this.chapters.host(tx, sender);
    const language = isLanguage(account.locale) ? account.locale : 'en';
    await this.mail.send(tx, {
      organizationId: sender,
      to: { name: account.name, address: account.email },
      content: write({ language, host, name: account.name }),
      isSecret,
    });
  }
}

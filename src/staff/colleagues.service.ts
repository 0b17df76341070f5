import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { isLanguage, type Language } from '../layout/i18n.js';
import { findHolders, staffAmong } from './colleagues.sql.js';
import { type Permission, rolesWith } from './roles.access.js';

/** Somebody who works for an organization and can be written to. */
export interface Colleague {
  accountId: string;
  name: string;
  email: string;
  language: Language;
}

/** Who is to be told of an organization's affairs. */
@Injectable()
export class Colleagues {
  /**
   * Those who hold the permission in the organization now: its own people, and those of its network where it lets the
   * network work in it. For jobs, which are the owner of the tables: to others row-level security shows fewer.
   */
  async holding(tx: EntityManager, organizationId: string, permission: Permission): Promise<Colleague[]> {
    const found = await findHolders(tx, organizationId, rolesWith(permission));
    return found.map(({ locale, ...account }) => ({
      ...account,
      language: isLanguage(locale) ? locale : 'en',
    }));
  }

  /** Which of these addresses are of colleagues: people who hold the permission there. For any transaction whose scope holds it. */
  among(
    tx: EntityManager,
    organizationId: string,
    permission: Permission,
    emails: readonly string[],
  ): Promise<string[]> {
    return staffAmong(tx, organizationId, rolesWith(permission), emails);
  }
}

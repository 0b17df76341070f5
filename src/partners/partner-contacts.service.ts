import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language } from '../layout/i18n.js';
import { Colleagues } from '../staff/colleagues.service.js';
import { findContacts } from './partner-contacts.sql.js';
import { type PartnerRole } from './partner.terms.js';

/** Somebody at a partner who can be written to. */
export interface PartnerContact {
  /** Null for whoever is written to as an account and not as somebody the chapter knows. */
  personId: string | null;
  name: string;
  email: string;
  language: Language;
}

/** Who at a partner is to be told of what. For jobs, which are the owner of the tables. */
@Injectable()
export class PartnerContacts {
  constructor(private readonly colleagues: Colleagues) {}

  /**
   * Those whom the organization that writes knows in this role there, and the partner's own administrators, each address
   * once. People whom another chapter knows in the role are its own to write to, and nobody is whose record is sealed.
   */
  async of(
    tx: EntityManager,
    given: { writerId: string; partnerId: string; role: PartnerRole },
  ): Promise<PartnerContact[]> {
    const known = (await findContacts(tx, given)).map((each) => ({ ...each, language: 'en' as const }));
    const holding = await this.colleagues.holding(tx, given.partnerId, 'co-sponsors.answer');
    const admins = holding.map(({ name, email, language }) => ({ personId: null, name, email, language }));
    return [...new Map([...known, ...admins].map((each) => [each.email.toLowerCase(), each])).values()];
  }
}

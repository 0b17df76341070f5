import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Consent } from './people.access.js';
import { insertConsent, upsertSubscription } from './consents.sql.js';

/**
 * The consent ledger: rows are added and never changed. `subscriptions` holds the newest word per organization and
 * channel, kept in the same transaction, and is what audiences read.
 */
@Injectable()
export class Consents {
  /**
   * Records one word of consent. An import never overrides somebody's own "no": the ledger keeps the row as evidence of
   * what was attested, the subscription stays off.
   */
  async record(tx: EntityManager, consent: Consent): Promise<void> {
    if (consent.text.trim() === '') throw new Error('A consent without its text is no evidence');
    await insertConsent(tx, consent);
    if (consent.channel === 'share') return; // a share is opened by its own ledger, not by a subscription
    await upsertSubscription(tx, { ...consent, channel: consent.channel });
  }
}

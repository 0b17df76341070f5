import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Consent } from './people.access.js';
import { insertConsent, upsertSubscription, WHOLE_CHANNEL, withdrawConsents } from './consents.sql.js';

/**
 * The consent ledger: rows are added and never changed. `subscriptions` holds the newest word per organization and
 * channel, kept in the same transaction, and is what audiences read.
 */
@Injectable()
export class Consents {
  /**
   * Records one word of consent. An import never overrides somebody's own "no": the ledger keeps the row as evidence of
   * what was attested, the subscription stays off.
   *
   * @returns the id of the ledger's row, which a share stands on.
   */
  async record(tx: EntityManager, consent: Consent): Promise<string> {
    if (consent.text.trim() === '') throw new Error('A consent without its text is no evidence');
    const id = await insertConsent(tx, consent);
    // A share is opened by its own ledger (Sharing), and a topic is less than its channel: neither is a subscription.
    const { purpose = WHOLE_CHANNEL } = consent;
    if (consent.channel !== 'share' && purpose === WHOLE_CHANNEL)
      await upsertSubscription(tx, { ...consent, channel: consent.channel });
    return id;
  }

  /**
   * Records for many that they get no more mail of an organization, as staff were told. There is no such thing for a "yes":
   * that is said by each person, or attested for each.
   */
  async withdrawAll(
    tx: EntityManager,
    personIds: readonly string[],
    word: { organizationId: string; text: string; recordedBy: string | null },
  ): Promise<void> {
    await withdrawConsents(tx, personIds, word);
  }
}

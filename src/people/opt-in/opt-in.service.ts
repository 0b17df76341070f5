import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Consents } from '../consents.service.js';
import { type Consent } from '../people.access.js';
import { type DueOptIn, type OpenedOptIn, type OptInForm } from './opt-in.access.js';
import {
  ask,
  claimDue,
  isSubscribed,
  lapse,
  markConfirmed,
  mustConfirm,
  openOptIn,
  openRequest,
} from './opt-in.sql.js';

/** What a word hung on, as the rules name the ways in. What is not here asks nobody: it is the person's own click. */
const FORM_OF_SOURCE: Readonly<Record<string, OptInForm>> = {
  event: 'event',
  person: 'staff',
  'working-group': 'staff',
};

/**
 * Confirmed opt-in (CO-4): where a rule of the organization or its network asks for it, a "yes" to mail waits for a click in
 * the person's own mail. Until then nothing is written to the ledger, and nobody is subscribed.
 *
 * asked --confirm--> confirmed
 * asked --lapse (14 days, or a "no" said since)--> lapsed
 */
@Injectable()
export class OptIn {
  constructor(private readonly consents: Consents) {}

  /**
   * Records a word of consent, or asks its person to confirm it. Somebody who gets the mail already is asked nothing, and
   * their older word stands. The answer is the same in every case, and so must be what is shown for it.
   */
  async say(tx: EntityManager, consent: Consent): Promise<void> {
    if (!(await this.mustBeAsked(tx, consent))) await this.consents.record(tx, consent);
    else if (!(await isSubscribed(tx, consent.personId, consent.organizationId))) await ask(tx, consent);
  }

  /** Ends what nobody confirmed in time. */
  lapse(tx: EntityManager): Promise<number> {
    return lapse(tx);
  }

  /** Takes requests whose mail is due; post them in the same transaction. */
  due(tx: EntityManager, limit: number): Promise<DueOptIn[]> {
    return claimDue(tx, limit);
  }

  /** The owner of the request behind a link, or null. Its person may be seen from here on in this transaction. */
  ownerOf(tx: EntityManager, id: string): Promise<string | null> {
    return openOptIn(tx, id);
  }

  /** The request behind a link, in its owner's scope. */
  open(tx: EntityManager, id: string): Promise<OpenedOptIn | undefined> {
    return openRequest(tx, id);
  }

  /** The click: from here on they are subscribed. False where an earlier click has done it. */
  async confirm(tx: EntityManager, request: OpenedOptIn): Promise<boolean> {
    if (!(await markConfirmed(tx, request.id))) return false;
    const { personId, organizationId, text, language, sourceKind, sourceId } = request;
    await this.consents.record(tx, {
      ...{ personId, organizationId, text, language, sourceKind, sourceId },
      channel: 'email',
      isGiven: true,
      method: 'confirmed',
    });
    return true;
  }

  private async mustBeAsked(tx: EntityManager, consent: Consent): Promise<boolean> {
    const { channel, isGiven, method, purpose, sourceKind, organizationId, personId } = consent;
    const form = FORM_OF_SOURCE[sourceKind];
    const isTyped = method === 'form' || method === 'staff';
    if (channel !== 'email' || !isGiven || purpose !== undefined || !isTyped || !form) return false;
    return mustConfirm(tx, { organizationId, personId, form });
  }
}

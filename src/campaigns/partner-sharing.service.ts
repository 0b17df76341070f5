import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Suppressions } from '../email/suppressions/suppressions.service.js';
import { type PartnerWord } from '../layout/partner-boxes.views.js';
import { Agreements } from '../partners/agreements/agreements.service.js';
import { type ActionKey } from '../partners/participation/participation.access.js';
import { Consents } from '../people/consents.service.js';
import { Sharing } from '../people/sharing.service.js';
import { findTaking, isSealed } from './co-sponsors.sql.js';

const YEAR_MS = 365 * 86_400_000;

/**
 * Shows people to the partners whose own box they ticked (PO-8, PO-9), in the transaction in which their own mailbox
 * confirmed it: a form alone proves nobody's word, and who fills it in with another's address must not learn by it whom
 * an organization knows. Whoever ticked nothing, or another partner's box, is shown to nobody else.
 */
@Injectable()
export class PartnerSharing {
  constructor(
    private readonly agreements: Agreements,
    private readonly consents: Consents,
    private readonly sharing: Sharing,
    private readonly suppressions: Suppressions,
  ) {}

  /**
   * Opens what was ticked. A partner that has left, may not be named any more, has no agreement in force or has reached
   * its cap since the form was made is given nothing, and no consent is kept that nobody may use. Somebody whose record
   * is sealed is shown to nobody; the form looks the same to them.
   */
  async open(
    tx: EntityManager,
    action: ActionKey & { ownerId: string },
    { personId, canonicalEmail }: { personId: string; canonicalEmail: string },
    words: readonly PartnerWord[],
  ): Promise<void> {
    if (words.length === 0 || (await isSealed(tx, personId))) return;
    for (const { organizationId, text, language } of words) {
      const agreement = await this.agreements.allowing(tx, action.ownerId, organizationId);
      if (!agreement || !(await findTaking(tx, action, organizationId))) continue;
      const word = {
        text,
        language,
        method: 'confirmed',
        sourceKind: action.kind,
        sourceId: action.id,
      } as const;
      await this.consents.record(tx, { ...word, personId, organizationId, channel: 'email', isGiven: true });
      await this.sharing.open(
        tx,
        {
          personId,
          fromId: action.ownerId,
          toId: organizationId,
          purpose: 'updates',
          agreementId: agreement.id,
          endsAt: new Date(Math.min(agreement.endsAt.getTime(), Date.now() + YEAR_MS)),
        },
        word,
      );
      await this.suppressions.agreedAnew(tx, canonicalEmail, [{ organizationId, isGiven: true }]);
    }
  }

  /** The act was taken back, and with it every word that was given with it. */
  async takeBack(
    tx: EntityManager,
    action: ActionKey,
    personId: string,
    organizationIds: readonly string[],
    word: { text: string; language: string },
  ): Promise<void> {
    for (const organizationId of organizationIds)
      await this.sharing.revoke(tx, personId, organizationId, {
        ...word,
        method: 'page',
        sourceKind: action.kind,
        sourceId: action.id,
      });
  }
}

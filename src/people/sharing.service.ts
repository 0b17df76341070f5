import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Conflict } from '../platform/http/errors.js';
import { Consents } from './consents.service.js';
import { type Consent } from './people.access.js';
import { endShares, endSharesUnder, findTies, insertShare } from './sharing.sql.js';

/** PostgreSQL's refusal of a share without an agreement in force: see share_stands_on_agreement in the migration. */
const NO_AGREEMENT = 'AC007';

export interface Share {
  personId: string;
  /** Who shows them: the organization that owns the person. */
  fromId: string;
  toId: string;
  /** What for, in one word of the product's: 'updates'. */
  purpose: string;
  agreementId: string;
  /** When it ends by itself; never after the agreement. */
  endsAt: Date;
}

/**
 * The ledger by which people are shown to other organizations: one row opens a share, another ends it early, and time
 * ends it at the second. Rows are added and never changed.
 */
@Injectable()
export class Sharing {
  constructor(private readonly consents: Consents) {}

  /**
   * Shows a person to another organization, on the word of consent that is recorded with it.
   *
   * @throws Conflict `no_agreement` where no agreement in force between the two allows it (CO-7).
   */
  async open(
    tx: EntityManager,
    share: Share,
    consent: Omit<Consent, 'personId' | 'organizationId' | 'channel' | 'isGiven'>,
  ): Promise<string> {
    const consentId = await this.consents.record(tx, {
      ...consent,
      personId: share.personId,
      organizationId: share.toId,
      channel: 'share',
      isGiven: true,
    });
    return insertShare(tx, { ...share, consentId }).catch(orNoAgreement);
  }

  /**
   * A person takes back what an organization was given: it sees them no longer from this transaction's commit on, and
   * what is queued for them in its name is skipped when it is claimed. Other organizations are not touched.
   *
   * The transaction's scope must hold the person's owner.
   *
   * @returns how many shares ended.
   */
  async revoke(
    tx: EntityManager,
    personId: string,
    organizationId: string,
    word: Omit<Consent, 'personId' | 'organizationId' | 'channel' | 'isGiven'>,
  ): Promise<number> {
    const channels = await findTies(tx, personId, organizationId);
    for (const channel of channels)
      await this.consents.record(tx, { ...word, personId, organizationId, channel, isGiven: false });
    return endShares(tx, {
      personId,
      toId: organizationId,
      reason: 'withdrawn',
      endedBy: word.recordedBy ?? null,
    });
  }

  /** The agreement was ended in this transaction, and so is everything that stands on it. */
  endUnder(tx: EntityManager, agreementId: string, endedBy: string | null): Promise<void> {
    return endSharesUnder(tx, agreementId, endedBy);
  }
}

function orNoAgreement(error: Error & { code?: string }): never {
  if (error.code !== NO_AGREEMENT) throw error;
  throw new Conflict('no_agreement', 'No agreement in force allows people to be shown to this organization.');
}

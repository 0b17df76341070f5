import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Autoresponses } from '../campaigns/messages/autoresponses.service.js';
import { PartnerSharing } from '../campaigns/partner-sharing.service.js';
import { Engagement } from '../engagement/engagement.service.js';
import { Post } from '../email/post.service.js';
import { Suppressions } from '../email/suppressions/suppressions.service.js';
import { isLanguage, type Language, localized } from '../layout/i18n.js';
import { Chapters } from '../network/chapters.service.js';
import { Consents } from '../people/consents.service.js';
import { Meeting } from '../people/meeting.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { row, rows } from '../platform/database/sql.js';
import { NotFound } from '../platform/http/errors.js';
import { Counting } from './counting.service.js';
import { Petition } from './petition.entity.js';
import { thanksMail } from './petitions.emails.js';
import { type SignatureKey, SignatureLinks } from './signature-links.service.js';
import { signatureMessages } from './signature.messages.js';
import { countSigner, lockSignaturesOfSigner, type Signature, signatureOfLink } from './signatures.sql.js';

/** What became of a confirmation. `confirmed` also for one that had been before: a second click changes nothing. */
export type Confirmation = 'confirmed' | 'expired' | 'withdrawn' | 'delivered';

export interface SignedPetition {
  signature: Signature;
  petition: Petition;
}

/** What signers do by the links in their mail: confirm, and take back. The key comes from SignatureLinks.read. */
@Injectable()
export class Confirming {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly meeting: Meeting,
    private readonly consents: Consents,
    private readonly suppressions: Suppressions,
    private readonly engagement: Engagement,
    private readonly post: Post,
    private readonly counting: Counting,
    private readonly links: SignatureLinks,
    private readonly partners: PartnerSharing,
    private readonly autoresponses: Autoresponses,
  ) {}

  /** @throws NotFound where the signature was erased. */
  look(key: SignatureKey): Promise<SignedPetition> {
    return this.database.as(Scope.organizations(key.ownerId), (tx) => this.read(tx, key));
  }

  /**
   * Makes a pending signature count: the person is met, their consents are recorded, the ledger and the count are
   * written and the thanks are posted, all in one transaction. Fifty clicks at once count one.
   */
  async confirm(key: SignatureKey): Promise<Confirmation> {
    const outcome = await this.database.as(Scope.organizations(key.ownerId), async (tx) => {
      const { signature: seen, petition } = await this.read(tx, key);
      const all = await lockSignaturesOfSigner(tx, seen);
      const signature = all.find(({ id }) => id === key.id)!;
      if (signature.state === 'confirmed') return 'confirmed';
      if (signature.state === 'withdrawn') return 'withdrawn';
      if (signature.isExpired) return 'expired';
      if (petition.state === 'delivered') return 'delivered'; // the number that was handed over stands
      await this.makeItCount(tx, signature, petition, all);
      return 'confirmed';
    });
    this.counting.soon();
    await this.post.wake();
    return outcome;
  }

  /**
   * "I did not sign this": takes back the signatures of this address on every version of the petition, and the consents
   * that came with them. Repeating it changes nothing.
   */
  async withdraw(key: SignatureKey, language: Language): Promise<void> {
    await this.database.as(Scope.organizations(key.ownerId), async (tx) => {
      const { signature: seen, petition } = await this.read(tx, key);
      const standing = (await lockSignaturesOfSigner(tx, seen)).filter(({ state }) => state !== 'withdrawn');
      if (standing.length === 0) return;
      await rows(
        tx,
        `UPDATE signatures SET state = 'withdrawn', withdrawn_at = now(), mail_due_at = NULL, comment = '', is_public = false
         WHERE id = ANY ($1)`,
        [standing.map(({ id }) => id)],
      );
      const confirmed = standing.filter(({ state }) => state === 'confirmed');
      if (confirmed.length === 0) return;
      for (const signature of confirmed) await this.takeBackConsents(tx, signature, language);
      const { personId, ownerId, isPractice } = confirmed.at(-1)!;
      await countSigner(tx, petition.id, personId, -1);
      await this.engagement.record(tx, {
        ownerId,
        personId,
        did: 'withdrew',
        what: whatOf(petition),
        isPractice,
      });
    });
    this.counting.soon();
  }

  private async read(tx: EntityManager, { id }: SignatureKey): Promise<SignedPetition> {
    const signature = await signatureOfLink(tx, id);
    const petition = signature && (await tx.findOneBy(Petition, { id: signature.petitionId }));
    if (!signature || !petition) throw new NotFound();
    return { signature, petition };
  }

  private async makeItCount(
    tx: EntityManager,
    signature: Signature,
    petition: Petition,
    all: Signature[],
  ): Promise<void> {
    const { canonicalEmail } = signature;
    const partners = signature.consents.filter(({ channel }) => channel === 'share');
    const consents = signature.consents.filter(({ channel }) => channel !== 'share');
    const { personId } = await this.meeting.meet(tx, {
      ...signature,
      consents,
      method: 'confirmed',
      sourceKind: 'petition',
      sourceId: petition.id,
    });
    await this.suppressions.agreedAnew(tx, canonicalEmail, consents);
    await this.partners.open(tx, keyOf(petition), { personId, canonicalEmail }, partners);
    await row(
      tx,
      `UPDATE signatures SET state = 'confirmed', confirmed_at = now(), person_id = $2, mail_due_at = NULL WHERE id = $1`,
      [signature.id, personId],
    );
    // One human is counted once, also when they sign a later version of the text too.
    if (!all.some(({ state }) => state === 'confirmed')) await countSigner(tx, petition.id, personId, 1);
    await this.engagement.record(tx, {
      ownerId: petition.ownerId,
      personId,
      did: 'signed',
      what: whatOf(petition),
      source: signature.source,
      detail: { version: signature.version },
      isPractice: signature.isPractice,
    });
    await this.thank(tx, { ...signature, personId }, petition);
  }

  private async thank(tx: EntityManager, signature: Signature, petition: Petition): Promise<void> {
    const language = isLanguage(signature.language) ? signature.language : 'en';
    const host = await this.chapters.host(tx, petition.ownerId);
    const words = await this.autoresponses.of(tx, { kind: 'petition', id: petition.id });
    await this.post.send(tx, {
      ownerId: petition.ownerId,
      personId: signature.personId,
      to: { name: `${signature.givenName} ${signature.familyName}`, address: signature.email },
      kind: 'petition-thanks',
      language,
      content: thanksMail({
        language,
        host,
        petition,
        own: words.to({ ...signature, language }, 'thanks'),
        shareUrl: this.links.shareUrl(petition.slug, signature.shareCode),
        withdrawalUrl: this.links.url('withdrawal', signature, language),
      }),
      isPractice: signature.isPractice,
    });
  }

  private async takeBackConsents(tx: EntityManager, signature: Signature, language: Language): Promise<void> {
    if (signature.personId === null) return; // erased meanwhile: nobody is left to have consented
    const word = { text: signatureMessages[language].withdrawal, language };
    const partners = signature.consents.filter(({ channel }) => channel === 'share');
    const partnerIds = partners.map(({ organizationId }) => organizationId);
    const action = { kind: 'petition', id: signature.petitionId } as const;
    await this.partners.takeBack(tx, action, signature.personId, partnerIds, word);
    for (const { organizationId, channel } of signature.consents) {
      if (channel === 'share') continue;
      await this.consents.record(tx, {
        ...word,
        personId: signature.personId,
        organizationId,
        channel,
        isGiven: false,
        method: 'page',
        sourceKind: 'petition',
        sourceId: signature.petitionId,
      });
    }
  }
}

const keyOf = ({ id, ownerId }: Petition) => ({ kind: 'petition', id, ownerId }) as const;

function whatOf(petition: Petition): { kind: 'petition'; id: string; title: string } {
  return { kind: 'petition', id: petition.id, title: localized(petition.title, 'en') };
}

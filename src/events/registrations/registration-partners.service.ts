import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { PartnerSharing } from '../../campaigns/partner-sharing.service.js';
import { type PartnerWord } from '../../layout/partner-boxes.views.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { type Registration } from './attendance.entity.js';
import { registrationMessages } from './registrations.messages.js';
import { askPartnerWords, clearPartnerWords, confirmPartnerWords } from './registrations.sql.js';

/** Partners whose box somebody ticked when they signed up: kept as words, and shown the person once those are confirmed. */
@Injectable()
export class RegistrationPartners {
  constructor(private readonly partners: PartnerSharing) {}

  /** Keeps what was ticked beside what had been ticked before. Gives the party as it stands then. */
  async ask(tx: EntityManager, party: Registration, words: readonly PartnerWord[]): Promise<Registration> {
    if (words.length === 0) return party;
    const others = party.partnerWords.filter(
      (before) => !words.some(({ organizationId }) => organizationId === before.organizationId),
    );
    const partnerWords = [...others, ...words];
    await askPartnerWords(tx, party.id, partnerWords);
    return { ...party, partnerWords, areWordsPending: true };
  }

  /** The party acted by the link in its own mail, so its words hold from here. Again changes nothing. */
  async confirm(tx: EntityManager, party: Registration): Promise<void> {
    const { personId, email } = party;
    if (!personId || !email || !(await confirmPartnerWords(tx, party.id))) return;
    const person = { personId, canonicalEmail: canonicalEmail(email)! };
    await this.partners.open(tx, actionOf(party), person, party.partnerWords);
  }

  /** Whoever does not come any more has taken back what they ticked for it. */
  async takeBack(tx: EntityManager, party: Registration): Promise<void> {
    const { personId, language, partnerWords } = party;
    if (!personId || partnerWords.length === 0) return;
    const word = { text: registrationMessages[language].cancel, language };
    const ids = partnerWords.map(({ organizationId }) => organizationId);
    if (!party.areWordsPending) await this.partners.takeBack(tx, actionOf(party), personId, ids, word);
    await clearPartnerWords(tx, party.id);
  }
}

const actionOf = ({ eventId, ownerId }: Registration) => ({ kind: 'event', id: eventId, ownerId }) as const;

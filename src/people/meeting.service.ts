import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { canonicalEmail } from '../platform/mail/address.js';
import { addAddress, addEmail, addPhone, fillBlanks, insertPerson, metPerson } from './meeting.sql.js';
import { type Introduction, type Whereabouts } from './people.access.js';
import { OptIn } from './opt-in/opt-in.service.js';
import { e164 } from './phone-number.js';
import { Relays } from './relays.service.js';

/** The one way into `people`: every form, import and screen introduces people here, so that all match alike. */
@Injectable()
export class Meeting {
  constructor(
    private readonly optIn: OptIn,
    private readonly relays: Relays,
  ) {}

  /**
   * Finds the person among those of the owner (by canonical email, then by telephone with the same given name: see
   * meet_person in the migration) or makes a new one; fills what was blank, overwrites nothing, and records the consents, or asks to
   * confirm them where a rule of opt-in wants that.
   * Two meetings of one email at the same time give one person. Who is behind a relay is found by their own address too, and
   * it is not kept.
   *
   * The transaction's scope must hold the owner.
   * @throws Error where an email is given that is no address: forms check before.
   */
  async meet(tx: EntityManager, who: Introduction): Promise<{ personId: string; isNew: boolean }> {
    const email = who.email ? await this.relays.behindIn(tx, who.ownerId, who.email.trim()) : null;
    const canonical = email && canonicalEmail(email);
    if (email && canonical === null) throw new Error('Meeting was given an email that is no address');
    const phone = who.phone ? e164(who.phone) : null;
    const known = await metPerson(tx, { ...who, canonical, phone });
    const personId = known ?? (await insertPerson(tx, who));
    if (known) await fillBlanks(tx, known, who);
    if (email && canonical) await addEmail(tx, { personId, ownerId: who.ownerId, address: email, canonical });
    if (phone) await addPhone(tx, { personId, ownerId: who.ownerId, e164: phone });
    const place = whereabouts(who);
    if (place) await addAddress(tx, personId, place);
    for (const consent of who.consents) {
      const { method, sourceKind, sourceId } = who;
      await this.optIn.say(tx, { ...consent, personId, method, sourceKind, sourceId });
    }
    return { personId, isNew: known === null };
  }
}

function whereabouts(who: Introduction): Whereabouts | null {
  const { street = '', city = '', state = '', zip = '' } = who;
  return street || city || zip ? { street, city, state, zip } : null;
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { canonicalEmail } from '../platform/mail/address.js';
import {
  addAddress,
  addEmail,
  addPhone,
  fillBlanks,
  insertPerson,
  metPerson,
  noteTypedAddress,
} from './meeting.sql.js';
import { type Introduction, type Whereabouts } from './people.access.js';
import { OptIn } from './opt-in/opt-in.service.js';
import { e164 } from './phone-number.js';
import { Relays } from './relays.service.js';

export interface Met {
  personId: string;
  email: string | null;
  isNew: boolean;
}

/** The one way into `people`: every form, import and screen introduces people here, so that all match alike. */
@Injectable()
export class Meeting {
  constructor(
    private readonly optIn: OptIn,
    private readonly relays: Relays,
  ) {}

  /**
   * Finds the person among those of the owner (by canonical email, then by telephone with the same given name: see
   * meet_person in the migration) or makes a new one; fills what was blank, overwrites nothing, and records the consents, or
   * asks to confirm them where a rule of opt-in wants that.
   * Two meetings of one email at the same time give one person.
   *
   * Somebody sealed is met by `confirmed` alone, or by a reader of their record: what others type with their address becomes
   * an open record, as a stranger's would, so that nobody learns by typing it that they are known. Who is met behind a relay
   * is found by their own address too, and it is not kept.
   *
   * The transaction's scope must hold the owner.
   * @returns `email` as it is kept: the relay's address where they are behind one
   * @throws Error where an email is given that is no address: forms check before.
   */
  async meet(tx: EntityManager, who: Introduction): Promise<Met> {
    const phone = who.phone ? e164(who.phone) : null;
    const isProven = who.method === 'confirmed';
    const typed = who.email?.trim() || null;
    const relay = typed && (await this.relays.behindIn(tx, who.ownerId, typed));
    let [email, canonical] = [relay, relay && canonicalEmail(relay)];
    if (email && canonical === null) throw new Error('Meeting was given an email that is no address');
    const isHidden = typed !== relay;
    // By the relay alone: whoever has the same telephone is somebody else, and is given no relay's address.
    let known = await metPerson(tx, { ...who, canonical, phone: isHidden ? null : phone, isProven });
    if (known === null && isHidden) {
      [email, canonical] = [typed, canonicalEmail(typed!)];
      known = await metPerson(tx, { ...who, canonical, phone, isProven });
      await noteTypedAddress(tx, who.ownerId, canonical!, relay!);
    }
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
    return { personId, email, isNew: known === null };
  }
}

function whereabouts(who: Introduction): Whereabouts | null {
  const { street = '', city = '', state = '', zip = '' } = who;
  return street || city || zip ? { street, city, state, zip } : null;
}

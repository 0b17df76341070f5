import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { type Correspondent, type Reached, Relays } from '../../people/relays.service.js';
import { type MailParts, takeApart } from '../inbound/mail-parts.js';
import { deliveryById } from '../inbound/matching.sql.js';
import { type Notice } from '../inbound/notice.js';
import { markRead } from '../inbound/notices.sql.js';
import { type Letter } from '../letter.js';
import { Post } from '../post.service.js';
import { ReturnPaths } from '../sending/return-paths.service.js';
import { isLetter, letterToPerson, letterToStaff, withoutAddresses } from './relayed.emails.js';

/**
 * Carries letters between a sealed person and whom of staff may open their record, so that neither the record nor a mailbox of
 * staff ever holds the person's own address. A letter is made anew of its subject and its words, encrypted while it waits,
 * and gone from the database once it was sent. Whatever is not carried is dropped without a word: an address that ended, one
 * that never was, and a sender who may not write are alike from outside.
 */
@Injectable()
export class Relaying {
  private readonly log = new Logger(Relaying.name);

  constructor(
    private readonly database: Database,
    private readonly relays: Relays,
    private readonly returnPaths: ReturnPaths,
    private readonly post: Post,
  ) {}

  /** Whether any of the addresses is of a relay, or looks like one. */
  isFor(addresses: readonly string[]): boolean {
    return addresses.some((address) => /^r\+/i.test(address));
  }

  /** Null for what is beyond the parser's limits: no letter. Its words are not logged, since they may be anybody's. */
  private async parts(noticeId: string, raw: Buffer): Promise<MailParts | null> {
    try {
      return await takeApart(raw);
    } catch {
      this.log.warn(`Mail ${noticeId} to a relay could not be read, and is passed on to nobody`);
      return null;
    }
  }

  /** Reads a mail that came to relays, once, and passes it on where it may. */
  async relay(noticeId: string, raw: Buffer, addresses: readonly string[]): Promise<void> {
    const mail = await this.parts(noticeId, raw);
    const isPassed = mail !== null && isLetter(mail);
    const to = [...new Set(addresses.map((address) => address.toLowerCase()))];
    await this.database.as(Scope.nothing, async (tx) => {
      const kind = isPassed ? 'other' : 'automatic';
      if (!(await markRead(tx, { id: noticeId, kind, deliveryId: null })) || !isPassed) return;
      for (const address of to)
        for (const letter of await this.lettersFor(tx, address, mail))
          await this.post.send(tx, {
            ...letter,
            isSecret: true,
            dedupeKey: `relay ${noticeId} ${address} ${letter.to.address}`,
          });
    });
    await this.post.wake();
  }

  /**
   * What came back of a message that went by a relay, without the words of servers: they name to whom it was. Class and
   * status stay.
   */
  withoutRealAddress(notice: Notice, recipient: string): Notice {
    if (!this.relays.isShaped(recipient)) return notice;
    return { ...notice, failures: notice.failures.map((each) => ({ ...each, recipient, reply: '' })) };
  }

  private async lettersFor(tx: EntityManager, address: string, mail: MailParts): Promise<Letter[]> {
    const signed = this.returnPaths.read(address);
    if (signed === null || signed === 'forged') return this.fromStaff(tx, address, mail);
    const asked = signed.purpose === 'answer' ? await deliveryById(tx, signed.deliveryId) : undefined;
    const relay = asked && (await this.relays.reached(tx, asked.canonicalEmail));
    return relay ? this.fromPerson(tx, relay, asked.writtenBy, mail) : [];
  }

  /** Only who may open the record writes to the person, from the address that they sign in by. */
  private async fromStaff(tx: EntityManager, address: string, mail: MailParts): Promise<Letter[]> {
    const relay = await this.relays.reached(tx, address);
    const writers = relay ? await this.relays.correspondents(tx, relay) : [];
    const from = canonicalEmail(mail.senders[0]!);
    const writer = writers.find(({ email }) => email === from);
    if (!relay || !writer) return [];
    const { subject, text, attachmentCount } = mail;
    return [
      {
        ownerId: relay.ownerId,
        personId: relay.personId,
        to: { name: '', address: relay.address },
        kind: 'relay',
        language: relay.language,
        content: letterToPerson({ subject, text, attachmentCount }, relay.language),
        writtenBy: writer.id,
      },
    ];
  }

  /**
   * To whoever wrote to them; an answer to what the system sent, or to somebody who is gone, to all who may open the record.
   * That they have the address, which only their mailbox was sent, is the proof that it is they.
   */
  private async fromPerson(
    tx: EntityManager,
    relay: Reached,
    writtenBy: string | null,
    mail: MailParts,
  ): Promise<Letter[]> {
    const all = await this.relays.correspondents(tx, relay);
    const asked = all.filter(({ id }) => id === writtenBy);
    const content = letterToStaff(withoutAddresses(mail, relay.realAddress, relay.address), relay.name);
    return (asked.length > 0 ? asked : all).map(({ name, email }: Correspondent) => ({
      ownerId: relay.ownerId,
      personId: relay.personId,
      to: { name, address: email },
      kind: 'staff',
      language: 'en',
      content,
      replyTo: { name: relay.name, address: relay.address },
    }));
  }
}

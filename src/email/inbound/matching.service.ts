import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { ReturnPaths, type SignedAddress } from '../sending/return-paths.service.js';
import { type AboutMessage, type Notice } from './notice.js';
import { deliveryById, deliveryByMessage, lastDeliveryTo, type NotedDelivery } from './matching.sql.js';

/** Whose message a notice is about, and how surely. */
export interface Match {
  delivery: NotedDelivery;
  /** It came to the address for leaving. */
  isLeaving: boolean;
  /** False where only the recipient's address led here, which anybody can write into a mail. */
  isProven: boolean;
}

/**
 * Finds the delivery of a notice: by a signed address (VERP), by the Message-ID, which nobody can guess, and last by the
 * recipient that it names.
 */
@Injectable()
export class Matching {
  constructor(
    private readonly database: Database,
    private readonly returnPaths: ReturnPaths,
  ) {}

  /**
   * @param to to whom the notice came
   * @returns `forged` where it came to a signed address that was not made here (E50)
   */
  async find(notice: Notice, to: readonly string[]): Promise<Match | 'forged' | null> {
    const { about } = notice;
    const named = [...to, ...[about.returnPath, about.leaving].filter((each) => each !== null)];
    const signed = named.map((address) => this.returnPaths.read(address));
    const cameTo = signed.slice(0, to.length);
    const proof = signed.find((each): each is SignedAddress => each !== null && each !== 'forged');
    if (!proof && cameTo.includes('forged')) return 'forged';
    return this.database.as(Scope.nothing, async (tx) => {
      const isLeaving = cameTo.some((each) => each !== 'forged' && each?.purpose === 'leave');
      const known = proof ? await deliveryById(tx, proof.deliveryId) : undefined;
      if (known) return { delivery: known, isLeaving, isProven: true };
      const recipient = recipientOf(notice, about);
      const message = /^([0-9a-f]{32})@/i.exec(about.messageId ?? '')?.[1]?.toLowerCase();
      const found = message ? await deliveryByMessage(tx, message, recipient) : undefined;
      if (found) return { delivery: found, isLeaving: false, isProven: true };
      const last = recipient ? await lastDeliveryTo(tx, recipient) : undefined;
      return last ? { delivery: last, isLeaving: false, isProven: false } : null;
    });
  }
}

function recipientOf({ failures }: Notice, { recipient }: AboutMessage): string | null {
  const named = failures.map((each) => each.recipient).find((each) => each !== null) ?? recipient;
  return named ? canonicalEmail(named) : null;
}

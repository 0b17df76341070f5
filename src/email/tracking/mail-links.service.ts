import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

const MAC_BYTES = 16;
const OPEN = 'mail-open';
const CLICK = 'mail-click';
const LEAVE = 'mail-leave';

/** The delivery that tests and previews name: its links work and change nothing. */
export const NO_DELIVERY = '0';

/**
 * The links of our own in a mail. Each carries the number of its delivery and a MAC, so that it cannot be guessed, says
 * nothing about anybody, and needs no database to be believed.
 */
@Injectable()
export class MailLinks {
  /** Of the delivery that was asked for last: a mail holds it three times. */
  private lastLeave = { deliveryId: '', token: '' };

  constructor(
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  /** RFC 8058: the page shows, its POST unsubscribes. Never expires (E34). */
  unsubscribe(deliveryId: string): string {
    return `${this.config.origin}/unsubscribe/${this.leaveToken(deliveryId)}`;
  }

  preferences(deliveryId: string): string {
    return `${this.config.origin}/preferences/${this.leaveToken(deliveryId)}`;
  }

  leaveToken(deliveryId: string): string {
    if (this.lastLeave.deliveryId !== deliveryId)
      this.lastLeave = { deliveryId, token: this.tokens.sign(LEAVE, number(deliveryId)) };
    return this.lastLeave.token;
  }

  /** The delivery of an unsubscribe or preferences link, or null for a forged one. */
  readLeave(token: string): string | null {
    return read(this.tokens.verify(LEAVE, token));
  }

  pixel(deliveryId: string): string {
    return `${this.config.origin}/t/o/${this.tokens.sign(OPEN, number(deliveryId))}.gif`;
  }

  readPixel(token: string): string | null {
    return read(this.tokens.verify(OPEN, token));
  }

  /**
   * A counted link. The target stands in it and is covered by the MAC: the redirect works while the database is away
   * (E62), and leads nowhere that we did not put into that mail (E60).
   */
  click(deliveryId: string, linkId: string, url: string): string {
    const payload = pair(deliveryId, linkId);
    const signed = Buffer.from(this.tokens.sign(CLICK, withTarget(payload, url)), 'base64url');
    const token = Buffer.concat([payload, signed.subarray(-MAC_BYTES)]).toString('base64url');
    return `${this.config.origin}/t/c/${token}?u=${encodeURIComponent(url)}`;
  }

  /** Whose click it is and where it leads, or null where the two were not put together here. */
  readClick(token: string, url: string): { deliveryId: string; linkId: string } | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length <= MAC_BYTES + 2 || bytes.toString('base64url') !== token) return null;
    const payload = bytes.subarray(0, -MAC_BYTES);
    const whole = Buffer.concat([withTarget(payload, url), bytes.subarray(-MAC_BYTES)]);
    if (!this.tokens.verify(CLICK, whole.toString('base64url'))) return null;
    const length = payload[0]!;
    const deliveryId = read(payload.subarray(1, 1 + length));
    const linkId = read(payload.subarray(1 + length));
    return deliveryId === null || linkId === null ? null : { deliveryId, linkId };
  }
}

/** A bigint in as few bytes as it needs, at least one. */
function number(id: string): Buffer {
  const hex = BigInt(id).toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}

function read(bytes: Buffer | null): string | null {
  if (!bytes || bytes.length === 0 || bytes.length > 8) return null;
  return BigInt(`0x${bytes.toString('hex')}`).toString();
}

function pair(first: string, second: string): Buffer {
  const bytes = number(first);
  return Buffer.concat([Buffer.from([bytes.length]), bytes, number(second)]);
}

/** The zero byte keeps the number's end and the target's beginning apart; no URL holds one. */
function withTarget(payload: Buffer, url: string): Buffer {
  return Buffer.concat([payload, Buffer.from([0]), Buffer.from(url)]);
}

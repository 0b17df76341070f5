import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

const PURPOSE = 'mail-choices';
/** Long enough to read a mail and decide; a mail that is forwarded tomorrow opens nothing. */
const GOOD_FOR_SECONDS = 3_600;

/**
 * Links that were just mailed to an address, and show what is known of it. The token is a time and a delivery's number
 * under a MAC: nothing about anybody can be read from it.
 */
@Injectable()
export class ChoiceLinks {
  constructor(
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  url(deliveryId: string, now = Date.now()): string {
    return `${this.config.origin}/choices/${this.token(deliveryId, now)}`;
  }

  token(deliveryId: string, now = Date.now()): string {
    const payload = Buffer.alloc(12);
    payload.writeUInt32BE(Math.floor(now / 1_000) + GOOD_FOR_SECONDS);
    payload.writeBigUInt64BE(BigInt(deliveryId), 4);
    return this.tokens.sign(PURPOSE, payload);
  }

  /** The delivery by which the address is known; null for a token that is forged or too old. */
  read(token: string, now = Date.now()): string | null {
    const payload = this.tokens.verify(PURPOSE, token);
    if (payload?.length !== 12 || payload.readUInt32BE() * 1_000 < now) return null;
    return payload.readBigUInt64BE(4).toString();
  }
}

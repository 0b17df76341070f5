import { Injectable } from '@nestjs/common';
import { domainOf } from '../../platform/mail/address.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

const PURPOSE = 'return-path';
const MAC_BYTES = 10;

/**
 * The envelope sender of each message, `b+<delivery>.<mac>@domain` (VERP): a bounce says by its address whose it is, and
 * a guessed one is no bounce. Lower-case and hexadecimal, because some servers change the case of local parts.
 */
@Injectable()
export class ReturnPaths {
  constructor(private readonly tokens: Tokens) {}

  of(deliveryId: string, fromAddress: string): string {
    return this.address('b', deliveryId, fromAddress);
  }

  /** Of the mailto: in List-Unsubscribe (RFC 2369 3.2), for mail programs that know no other way. */
  leaving(deliveryId: string, fromAddress: string): string {
    return this.address('u', deliveryId, fromAddress);
  }

  /** The delivery of a return path, or null where it was not made here. */
  read(address: string): string | null {
    const [, id, mac] = /^b\+([0-9a-z]{1,13})\.([0-9a-f]{20})@/i.exec(address) ?? [];
    if (!id || !mac || this.mac(id.toLowerCase()) !== mac.toLowerCase()) return null;
    let value = 0n;
    for (const digit of id.toLowerCase()) value = value * 36n + BigInt(parseInt(digit, 36));
    return value.toString();
  }

  private address(kind: 'b' | 'u', deliveryId: string, fromAddress: string): string {
    const id = BigInt(deliveryId).toString(36);
    return `${kind}+${id}.${this.mac(id)}@${domainOf(fromAddress)}`;
  }

  private mac(id: string): string {
    const signed = Buffer.from(this.tokens.sign(PURPOSE, Buffer.from(id)), 'base64url');
    return signed.subarray(id.length, id.length + MAC_BYTES).toString('hex');
  }
}

import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { domainOf } from '../../platform/mail/address.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';

const PURPOSE = 'return-path';
const PURPOSES = { b: 'bounce', u: 'leave', r: 'answer' } as const;
type Kind = keyof typeof PURPOSES;
type Purpose = (typeof PURPOSES)[Kind];

/** What a mail to one of our signed addresses is about. */
export interface SignedAddress {
  /** `bounce`: it came to the envelope sender; `leave`: to the address of List-Unsubscribe; `answer`: to a relay's. */
  purpose: Purpose;
  deliveryId: string;
}

/**
 * The envelope sender of each message, `b+<delivery>.<mac>@domain` (VERP): a bounce says by its address whose it is, and
 * a guessed one is no bounce. Lower-case and hexadecimal, because some servers change the case of local parts; at most 48
 * characters before the @, of 64 that are allowed. The domain is the inlet's, or the sender's where there is none.
 */
@Injectable()
export class ReturnPaths {
  constructor(
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  of(deliveryId: string, fromAddress: string): string {
    return this.address('b', deliveryId, fromAddress);
  }

  /** Of the mailto: in List-Unsubscribe (RFC 2369 3.2), for mail programs that know no other way. */
  leaving(deliveryId: string, fromAddress: string): string {
    return this.address('u', deliveryId, fromAddress);
  }

  /** Where whoever is reached by a relay answers to: their mail program would otherwise write to us from their own address. */
  answering(deliveryId: string, fromAddress: string): string {
    return this.address('r', deliveryId, fromAddress);
  }

  /** What a signed address says, `forged` where it looks like one and was not made here, null for any other. */
  read(address: string): SignedAddress | 'forged' | null {
    const [, kind, id, mac] = /^([bur])\+([0-9a-z]{1,13})\.([0-9a-f]{32})@/.exec(address.toLowerCase()) ?? [];
    if (!id || !mac) return /^[bu]\+/i.test(address) ? 'forged' : null;
    if (!this.tokens.verify(PURPOSE, signed(id, mac))) return 'forged';
    let value = 0n;
    for (const digit of id) value = value * 36n + BigInt(parseInt(digit, 36));
    return { purpose: PURPOSES[kind as Kind], deliveryId: value.toString() };
  }

  private address(kind: Kind, deliveryId: string, fromAddress: string): string {
    const id = BigInt(deliveryId).toString(36);
    return `${kind}+${id}.${this.mac(id)}@${this.config.MAIL_INLET_DOMAIN ?? domainOf(fromAddress)}`;
  }

  private mac(id: string): string {
    const token = Buffer.from(this.tokens.sign(PURPOSE, Buffer.from(id)), 'base64url');
    return token.subarray(id.length).toString('hex');
  }
}

/** As the tokens of links are, so that what an older key has signed is known as long as that key is. */
function signed(id: string, mac: string): string {
  return Buffer.concat([Buffer.from(id), Buffer.from(mac, 'hex')]).toString('base64url');
}

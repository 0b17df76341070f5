import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Tokens } from '../platform/tokens/tokens.service.js';

const SECONDS_TO_READ = 2;
const PURPOSE = 'form-stamp';

/**
 * Tells a form that a program filled from one that a person did, without asking anything of the person: a hidden
 * field, and a signed time of when the form was made. A suspect is treated as everybody else on the screen; what
 * is done with the answer is the feature's own matter.
 */
@Injectable()
export class Robots {
  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  /** For the form's hidden field `stamp`. */
  stamp(): string {
    const seconds = Buffer.alloc(8);
    seconds.writeBigUInt64BE(BigInt(this.clock.now().getTime()));
    return this.tokens.sign(PURPOSE, seconds);
  }

  /** True for a filled trap, a missing or forged stamp, or a form sent within two seconds of being made. */
  suspects(body: { website?: unknown; stamp?: unknown }): boolean {
    if (typeof body.website === 'string' && body.website !== '') return true;
    const made = typeof body.stamp === 'string' ? this.tokens.verify(PURPOSE, body.stamp) : null;
    if (made?.length !== 8) return true;
    return this.clock.now().getTime() - Number(made.readBigUInt64BE()) < SECONDS_TO_READ * 1000;
  }
}

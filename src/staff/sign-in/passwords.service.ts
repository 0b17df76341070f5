import { Injectable } from '@nestjs/common';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { type FormMessage } from '../../layout/form.messages.js';
import { Unavailable } from '../../platform/http/errors.js';
import { type StaffFormMessage } from '../staff.messages.js';
import { isCommonPassword } from './common-passwords.js';

/** argon2id (the package's default), 64 MiB, three passes: above what OWASP asks at least (19 MiB, two passes). */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
/** So many at once: sign-ins can never take more than 128 MiB and two cores. */
const AT_ONCE = 2;
/** So many may wait, for about ten seconds; whoever comes then is told to come back. */
const MOST_WAITING = 150;

const SHORTEST = 8;
/** argon2 takes any length; a megabyte of password would only be an attack. */
const LONGEST = 256;

/** Hashes and compares passwords, as they were typed: not trimmed, not cut, any characters (ASVS 6.2). */
@Injectable()
export class Passwords {
  private working = 0;
  private readonly waiting: (() => void)[] = [];
  /** Compared where there is no account, so that no answer comes faster for it. */
  private readonly decoy = hashOfNobody();

  /** What is wrong with a new password, or null. `known` is what an attacker knows of its owner: name, address. */
  complaint(password: string, known: readonly string[]): FormMessage | StaffFormMessage | null {
    const length = [...password].length;
    if (length < SHORTEST) return 'passwordShort';
    if (length > LONGEST) return 'tooLong';
    return isCommonPassword(password, known) ? 'passwordCommon' : null;
  }

  /** A PHC string, `$argon2id$v=19$m=65536,t=3,p=1$...`. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFC'), COST));
  }

  /** Takes as long for an account that does not exist (null) as for one that does. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const isRight = await this.inTurn(() => verify(stored ?? this.decoy, password.normalize('NFC')));
    return isRight && stored !== null;
  }

  /** True where the hash was made at another cost than today's. */
  isOutdated(stored: string): boolean {
    const { memoryCost, timeCost, parallelism } = parseOptions(stored);
    return memoryCost !== COST.memoryCost || timeCost !== COST.timeCost || parallelism !== COST.parallelism;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.working >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new Unavailable();
      await new Promise<void>((go) => this.waiting.push(go)); // whoever leaves hands on the place
    } else {
      this.working++;
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.working--;
    }
  }
}

/**
 * A PHC string of random bytes where salt and hash stand (16 and 32, as ours have): comparing with it costs what any other
 * comparison does, and making it costs nothing. A real hash would take 64 MiB of every process that starts, for life.
 */
function hashOfNobody(): string {
  const unpadded = (bytes: number): string => randomBytes(bytes).toString('base64').replace(/=+$/, '');
  const { memoryCost, timeCost, parallelism } = COST;
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${unpadded(16)}$${unpadded(32)}`;
}

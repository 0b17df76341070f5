import { createHash, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { FEWEST_TOLD } from '../../partners/credit/credit.access.js';
import { type HashMatch, HashMatches } from '../../partners/credit/hash-matches.service.js';
import { SourceCodes } from '../../partners/credit/source-codes.service.js';
import { Statements } from '../../partners/credit/statements.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { Conflict, Invalid } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { findBroughtAddresses } from './credit.sql.js';

/** A shorter list would be somebody testing single addresses. */
export const FEWEST_HASHES = 100;
const MOST_HASHES = 1_000_000;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Tells a partner how many of the people whom it brought in a month are new to it, without a name going either way: the
 * partner uploads SHA-256 hashes of this comparison's salt followed by each address of its own list in small letters.
 *
 * Against a partner that pads a list to test one address: a hundred hashes at least, one comparison a month, and noise on
 * the count, so that one address more or less hardly changes how likely any answer is (differential privacy by the
 * geometric mechanism: Ghosh, Roughgarden, Sundararajan 2009).
 */
@Injectable()
export class HashMatching {
  constructor(
    private readonly database: Database,
    private readonly codes: SourceCodes,
    private readonly statements: Statements,
    private readonly matches: HashMatches,
  ) {}

  /**
   * @param id the partner in a chapter
   * @throws Conflict `no_statement` before the month is frozen, `already_compared`
   */
  begin(caller: Caller, id: string, month: string): Promise<HashMatch> {
    return this.database.as(caller.scope('credit.match'), async (tx) => {
      const partner = await this.codes.membership(tx, caller, id);
      const months = await this.statements.list(tx, partner);
      if (!months.some((each) => each.month === month))
        throw new Conflict('no_statement', 'There is no statement of this month to compare with.');
      return this.matches.begin(tx, caller, partner, month);
    });
  }

  /** @throws Invalid on `file` under a hundred different hashes, Conflict `too_few_people` where fewer than five came. */
  async compare(caller: Caller, id: string, file: Readable): Promise<{ asked: number; isNew: number }> {
    const hashes = await readHashes(file);
    const scope = caller.scope('credit.match');
    const match = await this.database.as(scope, (tx) => this.matches.waiting(tx, caller, id));
    // The people are the chapter's, and the partner sees none of them: only this function does, and gives two numbers.
    const brought = await this.database.as(Scope.organizations(match.chapterId), (tx) =>
      findBroughtAddresses(tx, match),
    );
    if (brought.length < FEWEST_TOLD)
      throw new Conflict(
        'too_few_people',
        'Too few people came in this month for a number that names nobody.',
      );
    const known = brought.filter(({ canonical }) => hashes.has(saltedHash(match.salt, canonical))).length;
    const shown = Math.min(Math.max(known + noise(), 0), brought.length);
    const found = { asked: rounded(brought.length), isNew: rounded(brought.length - shown) };
    await this.database.as(scope, (tx) => this.matches.settle(tx, caller, match, found));
    return found;
  }
}

/** To the nearest five: beside a statement, an exact number would tell those from one to four that it leaves out. */
function rounded(count: number): number {
  return Math.round(count / FEWEST_TOLD) * FEWEST_TOLD;
}

/** As the partner makes it, of its own list. */
export function saltedHash(salt: string, canonical: string): string {
  return createHash('sha256').update(`${salt}${canonical}`).digest('hex');
}

/** One hash a line; other lines are refused, so that nobody uploads addresses by mistake. */
async function readHashes(file: Readable): Promise<Set<string>> {
  const hashes = new Set<string>();
  const wrong = (message: string) => new Invalid([{ param: 'file', message }]);
  try {
    for await (const line of createInterface({ input: file, crlfDelay: Infinity })) {
      const hash = line.trim().toLowerCase();
      if (hash === '') continue;
      if (!HASH.test(hash)) throw wrong('Upload hashes only: 64 hexadecimal digits a line, and no address.');
      hashes.add(hash);
      if (hashes.size > MOST_HASHES) throw wrong('Upload at most a million hashes.');
    }
  } finally {
    file.resume(); // what is left unread of a refused file must not block the connection
  }
  if (hashes.size < FEWEST_HASHES)
    throw wrong(
      `Upload at least ${FEWEST_HASHES} different hashes: shorter lists would tell of single people.`,
    );
  return hashes;
}

/** Each step away from 0 is less likely by this factor, e^-0.5: about three more or less. */
const STEP = 0.6065;

/** Two-sided geometric: the difference of two geometric draws. */
function noise(): number {
  const draw = () => Math.floor(Math.log(1 - randomInt(1e9) / 1e9) / Math.log(STEP));
  return draw() - draw();
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language } from '../layout/i18n.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { MicroBatch } from '../platform/database/micro-batch.js';
import { rows } from '../platform/database/sql.js';
import { canonicalEmail } from '../platform/mail/address.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { REAL_ADDRESS } from './people-secrets.access.js';
import {
  type Correspondent,
  correspondentsOf,
  type HiddenBehind,
  relayByAddress,
  relayOf,
  runningByHash,
  RELAYS_BEHIND,
  type RunningRelay,
} from './relays/relay-addresses.sql.js';

export { type Correspondent, type HiddenBehind } from './relays/relay-addresses.sql.js';

/** 128 bits in letters and digits that no mail server changes: nobody guesses one. */
const SHAPE = /^r\+[a-z2-7]{26}@/;

/** A relay address, and what it stands for: for the moment in which a message is handed over, and nothing else. */
export interface Reached {
  ownerId: string;
  personId: string;
  address: string;
  realAddress: string;
  name: string;
  language: Language;
}

/**
 * Relay addresses of sealed people. What stands in the database is the relay address, everywhere; the real one is there
 * encrypted, once. Ways in ask `behind` before they keep an address, so that a form with the real one finds the person and
 * keeps the relay's; ways out ask `reached` when a message is made.
 */
@Injectable()
export class Relays {
  private readonly lookups: MicroBatch<string[], string | null>;

  constructor(
    private readonly tokens: Tokens,
    private readonly config: Config,
    database: Database,
  ) {
    this.lookups = new MicroBatch(async (given) =>
      addresses(await database.prepared<{ address: string | null }>(RELAYS_BEHIND, [JSON.stringify(given)])),
    );
  }

  /** True for what looks like a relay address; only the table says whether it is one. */
  isShaped(address: string): boolean {
    return SHAPE.test(address);
  }

  /** The domain that relay addresses are of; undefined where nothing brings their mail. */
  get domain(): string | undefined {
    return this.config.MAIL_INLET_DOMAIN;
  }

  /**
   * What an address that was given to an organization is kept as: the relay address of the sealed person whose it is, or
   * the address as it was given. Lookups that come together are one statement. Not for use inside a transaction.
   */
  async behind(ownerId: string, given: string): Promise<string> {
    const hashes = this.hashes(ownerId, given);
    return (hashes && (await this.lookups.add(hashes))) ?? given;
  }

  /** The same inside a transaction. */
  async behindIn(tx: EntityManager, ownerId: string, given: string): Promise<string> {
    const hashes = JSON.stringify([this.hashes(ownerId, given) ?? []]);
    const [found] = addresses(await rows<{ address: string | null }>(tx, RELAYS_BEHIND.text, [hashes]));
    return found ?? given;
  }

  /**
   * The same for the rows of a whole file, by canonical addresses; null where the organization has no relay. `isRead` says
   * whether this account may open the record. Needs the owner of the tables, as workers do.
   */
  async allBehind(
    tx: EntityManager,
    ownerId: string,
    accountId: string | null,
  ): Promise<((canonical: string) => HiddenBehind | undefined) | null> {
    const running = await runningByHash(tx, ownerId, accountId);
    if (running.size === 0) return null;
    return (canonical) =>
      this.tokens
        .fingerprints(REAL_ADDRESS.purpose, plainText(ownerId, canonical))
        .map((hash) => running.get(hash))
        .find((relay) => relay !== undefined);
  }

  /** Where a relay address leads now; null where it ended or never was. Needs the owner of the tables, as workers do. */
  async reached(tx: EntityManager, address: string): Promise<Reached | null> {
    const relay = this.isShaped(address) ? await relayByAddress(tx, address) : undefined;
    return relay ? this.open(relay) : null;
  }

  /** The same by the person, where the transaction's scope sees them. */
  async ofPerson(tx: EntityManager, personIds: readonly string[]): Promise<Reached | null> {
    const relay = await relayOf(tx, personIds);
    return relay ? this.open(relay) : null;
  }

  /** Whom of staff it carries mail of and to. Needs the owner of the tables. */
  correspondents(tx: EntityManager, relay: Pick<Reached, 'personId' | 'ownerId'>): Promise<Correspondent[]> {
    return correspondentsOf(tx, relay);
  }

  /** How a real address is kept: encrypted, and a keyed hash of the same text. */
  seal(ownerId: string, canonical: string): { sealed: Buffer; hash: string } {
    const text = plainText(ownerId, canonical);
    return {
      sealed: this.tokens.encrypt(REAL_ADDRESS.purpose, text),
      hash: this.tokens.fingerprint(REAL_ADDRESS.purpose, text),
    };
  }

  /** Null for what is no address. */
  private hashes(ownerId: string, given: string): string[] | null {
    const canonical = canonicalEmail(given);
    if (canonical === null) return null;
    return this.tokens.fingerprints(REAL_ADDRESS.purpose, plainText(ownerId, canonical));
  }

  private open({ realAddressSealed, ...relay }: RunningRelay): Reached {
    const text = this.tokens.decrypt(REAL_ADDRESS.purpose, realAddressSealed);
    return { ...relay, realAddress: (JSON.parse(text) as { address: string }).address };
  }
}

/** The organization is part of it: one address that two organizations hide has two hashes. */
function plainText(ownerId: string, address: string): string {
  return JSON.stringify({ owner_id: ownerId, address });
}

function addresses(found: readonly { address: string | null }[]): (string | null)[] {
  return found.map(({ address }) => address);
}

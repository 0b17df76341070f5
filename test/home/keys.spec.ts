import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { ENCRYPTED_COLUMNS } from '../../src/home/keys/encrypted-columns.js';
import { Keys } from '../../src/home/keys/keys.service.js';
import { RELAY_PASSWORD } from '../../src/email/email-secrets.access.js';
import { LETTER_TEXT } from '../../src/outreach/letters/letter-secrets.access.js';
import { REAL_ADDRESS, SAFE_WORDS } from '../../src/people/people-secrets.access.js';
import { Config } from '../../src/platform/config/config.js';
import { checkKeys } from '../../src/platform/tokens/check-keys.js';
import { Tokens } from '../../src/platform/tokens/tokens.service.js';
import { TOTP_SEED } from '../../src/staff/staff-secrets.access.js';
import { freshDatabase } from '../support/database.js';
import { insert } from '../support/fixture-rows.js';
import { FIXTURES } from '../support/fixtures.js';
import { aChapter, anAccount, aNetwork } from '../support/people.js';

const OLDER = 'o'.repeat(40);
const NEWER = 'n'.repeat(40);
/** Bytes that need no key of ours: hashes, random tokens, raw mail of the practice mailbox. */
const NO_CIPHERTEXT = /\.(\w+_hash|hash|sha256|token|salt|raw|proof)$/;

describe('The keys of an installation', () => {
  let url: string;
  let db: pg.Client;
  let ownerId: string;
  const PEOPLE = 450; // more than two stretches

  const holding = async <T>(
    keys: string,
    work: (product: INestApplicationContext) => Promise<T>,
  ): Promise<T> => {
    const config = Config.from({ DATABASE_URL: url, SECRET_KEY: keys });
    await checkKeys(config);
    const product = await NestFactory.createApplicationContext(AppModule.forRoot(config, 'owner'), {
      logger: false,
    });
    try {
      return await work(product);
    } finally {
      await product.close();
    }
  };
  const tokensOf = (keys: string): Tokens =>
    new Tokens(Config.from({ DATABASE_URL: 'postgres://x', SECRET_KEY: keys }));
  const words = async (): Promise<Buffer[]> =>
    (
      await db.query<{ sealed: Buffer }>(
        `SELECT safe_words_sealed AS sealed FROM safe_contacts WHERE safe_words_sealed IS NOT NULL ORDER BY person_id`,
      )
    ).rows.map(({ sealed }) => sealed);

  beforeAll(async () => {
    url = await freshDatabase();
    db = new pg.Client({ connectionString: url });
    await db.connect();
    ownerId = await aChapter(db, { networkId: await aNetwork(db) });
    const old = tokensOf(OLDER);
    await holding(OLDER, () => Promise.resolve());
    const accountId = await anAccount(db);
    await db.query(`UPDATE accounts SET totp_secret = $2 WHERE id = $1`, [
      accountId,
      old.encrypt(TOTP_SEED.purpose, 'ABCDEFGH'),
    ]);
    await db.query(
      `WITH made AS (
         INSERT INTO people (owner_id, given_name) SELECT $1, 'Known' FROM unnest($2::bytea[]) RETURNING id, owner_id),
       counted AS (SELECT *, row_number() OVER () AS n FROM made)
       INSERT INTO safe_contacts (person_id, owner_id, email, sms, phone, time_zone, is_neutral, agreed_on, recheck_on,
         safe_words_sealed)
       SELECT id, owner_id, true, true, true, 'UTC', false, '2026-01-01', '2026-12-31', ($2::bytea[])[n] FROM counted`,
      [ownerId, Array.from({ length: PEOPLE }, (_, n) => old.encrypt(SAFE_WORDS.purpose, `word ${n}`))],
    );
    await db.query(
      `INSERT INTO relay_addresses (person_id, owner_id, address, real_address_sealed, real_address_hash)
       SELECT id, owner_id, 'r+a@in.example', $2, $3 FROM people WHERE owner_id = $1 LIMIT 1`,
      [ownerId, old.encrypt(REAL_ADDRESS.purpose, '{}'), old.fingerprint(REAL_ADDRESS.purpose, '{}')],
    );
    await db.query(
      `INSERT INTO mail_relays (owner_id, name, host, port, tls, username, password_sealed)
       VALUES ($1, 'Second', 'smtp.relay.example', 587, 'starttls', 'accord', $2)`,
      [ownerId, old.encrypt(RELAY_PASSWORD.purpose, 'open sesame')],
    );
    const campaignId = await FIXTURES['letter-campaigns/:id']!.make({
      ...{ db, ownerId, accountId, mark: 'Keys', parents: [] },
    });
    await db.query(
      `INSERT INTO letter_versions (letter_campaign_id, version, text, text_hash) VALUES ($1, 1, '{}', sha256(''))`,
      [campaignId],
    );
    await insert(db, 'letters', {
      ...{ letter_campaign_id: campaignId, version: 1, owner_id: ownerId, canonical_email: 'a@b.example' },
      ...{ given_name: 'Ada', family_name: 'Marsh', email: 'a@b.example', located_by: 'zip-point' },
      ...{ subject: '', body: '', verification_code: 'ABCDEFGHJK', language: 'en' },
      text_hash: Buffer.from(old.sign(LETTER_TEXT.purpose, Buffer.alloc(32, 7)), 'base64url'),
    });
  }, 120_000);
  afterAll(() => db.end());

  it('are declared for every column that holds something encrypted', async () => {
    const { rows } = await db.query<{ name: string }>(
      `SELECT c.relname || '.' || a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE a.atttypid = 'bytea'::regtype AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0
         AND NOT a.attisdropped`,
    );
    const declared = ENCRYPTED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    const others = rows.map(({ name }) => name).filter((name) => !declared.includes(name));
    expect(others.filter((name) => !NO_CIPHERTEXT.test(name))).toEqual([]);
  });

  it('are replaced in the middle of work: what was done stays done, and all of it is read', async () => {
    await holding(`2:${NEWER},1:${OLDER}`, async (product) => {
      const service = product.get(Keys);
      expect(await service.use()).toEqual([
        { column: 'accounts.totp_secret', keyId: 1, isReadable: true, count: 1 },
        { column: 'safe_contacts.safe_words_sealed', keyId: 1, isReadable: true, count: PEOPLE },
        { column: 'relay_addresses.real_address_sealed', keyId: 1, isReadable: true, count: 1 },
        { column: 'mail_relays.password_sealed', keyId: 1, isReadable: true, count: 1 },
        { column: 'letters.text_hash', keyId: 1, isReadable: true, count: 1 },
      ]);
      // As if it had been ended half way.
      await db.query(
        `UPDATE safe_contacts SET safe_words_sealed = $1 WHERE person_id IN (SELECT person_id FROM safe_contacts LIMIT 3)`,
        [product.get(Tokens).encrypt(SAFE_WORDS.purpose, 'done before')],
      );
      const before = await words();
      const uses = await service.rotate();
      expect(uses.map(({ keyId, isReadable, count }) => [keyId, isReadable, count])).toEqual([
        [2, true, 1],
        [2, true, PEOPLE],
        [2, true, 1],
        [2, true, 1],
        [2, true, 1],
      ]);
      expect(await service.use()).toEqual(uses);
      const after = await words();
      const tokens = product.get(Tokens);
      expect(after.map((each) => tokens.decrypt(SAFE_WORDS.purpose, each))).toEqual(
        before.map((each) => tokens.decrypt(SAFE_WORDS.purpose, each)),
      );
      // What was done already is left alone.
      expect(before.filter((each) => each[0] === 2)).toEqual(
        after.filter((_, place) => before[place]![0] === 2),
      );
    });
    await holding(`2:${NEWER}`, async (product) => {
      // What is found by its hash is found by the new key alone.
      const hashes = await db.query<{ hash: string }>(
        `SELECT real_address_hash AS hash FROM relay_addresses`,
      );
      const hash = product.get(Tokens).fingerprint(REAL_ADDRESS.purpose, '{}');
      expect(hashes.rows).toEqual([{ hash }]);
      const relays = await db.query<{ sealed: Buffer }>(`SELECT password_sealed AS sealed FROM mail_relays`);
      const passwords = relays.rows.map(({ sealed }) =>
        product.get(Tokens).decrypt(RELAY_PASSWORD.purpose, sealed),
      );
      expect(passwords).toEqual(['open sesame']);
      const { rows } = await db.query<{ text_hash: Buffer }>(`SELECT text_hash FROM letters`);
      const token = rows[0]!.text_hash.toString('base64url');
      expect(product.get(Tokens).verify(LETTER_TEXT.purpose, token)).toEqual(Buffer.alloc(32, 7));
    });
  }, 60_000);

  it('that are missing are named, and what they encrypted stays as it is', async () => {
    const stranger = `9:${'z'.repeat(40)}`;
    const before = await words();
    await holding(stranger, async (product) => {
      const uses = await product.get(Keys).rotate();
      expect(uses).toContainEqual({
        ...{ column: 'safe_contacts.safe_words_sealed', keyId: 2, isReadable: false, count: PEOPLE },
      });
      expect(uses.filter(({ isReadable }) => isReadable)).toEqual([]);
    });
    expect(await words()).toEqual(before);
  }, 60_000);

  it('are not taken for one another: with a wrong one nothing starts', async () => {
    await expect(holding(`2:${'x'.repeat(40)}`, () => Promise.resolve())).rejects.toThrow(
      /key 2 is not the one that this database knows as key 2/,
    );
    await expect(holding('y'.repeat(40), () => Promise.resolve())).rejects.toThrow(/key 1 is not the one/);
  }, 60_000);
});

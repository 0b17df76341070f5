import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { describedTables, indexTable, ROOT } from './support/data-model.js';
import { freshDatabase } from './support/database.js';

/** How many rows each part of the product's list has; those marked "later" there are left out. */
const LIST = {
  PC: 15,
  PO: 18,
  EV: 19,
  PE: 15,
  DM: 19,
  EM: 20,
  PP: 8,
  RP: 8,
  AC: 8,
  IN: 9,
  CO: 8,
  AI: 5,
  MO: 5,
};

const WRITES = [
  /\bINSERT INTO\s+([a-z_]+)/g,
  /\bDELETE FROM\s+(?:ONLY\s+)?([a-z_]+)/g,
  /\bUPDATE\s+(?:ONLY\s+)?([a-z_]+)(?:\s+(?:AS\s+)?[a-z]\w*)?\s+SET\b/g,
  /\bMERGE INTO\s+([a-z_]+)/g,
  /\bCOPY\s+([a-z_]+)\s*(?:\(|FROM)/g,
  /\bTRUNCATE\s+(?:TABLE\s+)?([a-z_]+)/g,
];

/** Where statements of other folders' tables are allowed: the folders named in the index's table of exceptions. */
const exceptions = indexTable('One table, one writing folder').flatMap(([who]) =>
  [...who!.matchAll(/`([a-z-]+\/[a-z-]+)`/g)].map(([, folder]) => folder!),
);

function sources(): { file: string; folder: string; text: string }[] {
  return readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && file.includes(path.sep))
    .map((file) => file.split(path.sep).join('/'))
    .map((file) => ({
      file,
      folder: file.slice(0, file.indexOf('/')),
      text: readFileSync(path.join(ROOT, 'src', file), 'utf8').replace(
        /\/\*[\s\S]*?\*\/|--.*$|^\s*\/\/.*$/gm,
        '',
      ),
    }));
}

describe('The data model', () => {
  const described = describedTables();
  let db: pg.Client;

  beforeAll(async () => {
    db = new pg.Client({ connectionString: await freshDatabase() });
    await db.connect();
  });
  afterAll(() => db.end());

  it('describes every table of the database, and none that is not there', async () => {
    const { rows } = await db.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    const built = described.filter(({ isLater }) => !isLater).map(({ name }) => name);
    expect(built.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it('describes each table once', () => {
    const names = described.map(({ name }) => name);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it('names every state that a table allows', async () => {
    const { rows } = await db.query<{ name: string; rule: string }>(
      `SELECT c.relname AS name, pg_get_constraintdef(k.oid) AS rule
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND k.conkey = ARRAY[a.attnum]
       WHERE k.contype = 'c' AND a.attname IN ('state', 'status') AND c.relnamespace = 'public'::regnamespace`,
    );
    const unsaid = rows.flatMap(({ name, rule }) => {
      const { text } = described.find((table) => table.name === name)!;
      const states = [...rule.matchAll(/'([a-z-]+)'::text/g)].map(([, state]) => state!);
      return states
        .filter((state) => !new RegExp(`\\b${state}\\b`).test(text))
        .map((state) => `${name}: ${state}`);
    });
    expect(rows.length).toBeGreaterThan(10);
    expect(unsaid).toEqual([]);
  });

  it('lets each table be written by its own folder alone', () => {
    const owner = new Map(described.map(({ name, folder }) => [name, folder]));
    const strays = sources()
      .filter(({ file }) => !exceptions.some((folder) => file.startsWith(`${folder}/`)))
      .flatMap(({ file, folder, text }) =>
        WRITES.flatMap((write) => [...text.matchAll(write)])
          .map(([, table]) => table!)
          .filter((table) => owner.has(table) && owner.get(table) !== folder)
          .map((table) => `${file} writes ${table}, which is ${owner.get(table)}'s`),
      );
    expect(strays).toEqual([]);
  });

  it('knows which tables serve each row of the product list', () => {
    const coverage = indexTable("Which rows of the product's list each table serves");
    const rows = coverage.map(([row]) => row!);
    const wanted = Object.entries(LIST).flatMap(([part, count]) =>
      Array.from({ length: count }, (_, place) => `${part}-${place + 1}`),
    );
    const differentiators = Array.from({ length: 10 }, (_, place) => `D${place + 1}`);
    expect(rows.map((row) => row.split(' ')[0])).toEqual([...wanted, ...differentiators]);
    const known = new Set(described.map(({ name }) => name));
    const named = coverage.flatMap(([, tables]) => (tables!.startsWith('none') ? [] : tables!.split(', ')));
    expect(named.filter((table) => !known.has(table))).toEqual([]);
  });
});

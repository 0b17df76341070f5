import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type TestApp } from './app.js';

/** Every row of every table there is, the queue's too, and every file. */
export async function everything({ db, config }: TestApp): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const found = await db.query<{ line: string }>(`SELECT '${name} ' || t::text AS line FROM ${name} t`);
    texts.push(...found.rows.map(({ line }) => line));
  }
  const files = readdirSync(config.ACCORD_DATA, { recursive: true, withFileTypes: true });
  for (const file of files)
    if (file.isFile()) texts.push(readFileSync(path.join(file.parentPath, file.name), 'utf8'));
  return texts.join('\n');
}

import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ROOT } from './support/data-model.js';

const DOCUMENTS = [
  'README.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => path.join('docs', file)),
];
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const words = (text: string): string => text.replace(/[>`\s]+/g, ' ');

/** The folders in their order, as the boundaries' configuration has them. */
function row(): string[] {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
    forbidden: { name: string }[];
  };
  const first = forbidden.flatMap(
    ({ name }) => /^(.+)-imports-only-what-stands-before-it$/.exec(name)?.[1] ?? [],
  );
  return [...first, 'home'];
}

describe('The documents', () => {
  it('have no link that leads nowhere', () => {
    const dead = DOCUMENTS.flatMap((file) =>
      [...read(file).matchAll(/\]\(([^)#\s]+\.md)[^)]*\)/g)]
        .map(([, target]) => path.join(path.dirname(file), target!))
        .filter((target) => !existsSync(path.join(ROOT, target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it.each(['README.md', 'docs/architecture.md'])('tell the row of folders as it is enforced: %s', (file) => {
    expect(words(read(file))).toContain(words(row().join(' · ')));
  });

  it('explain a folder of data for each folder of the row that may have some', () => {
    const described = readdirSync(path.join(ROOT, 'docs', 'data-model')).map((file) =>
      path.basename(file, '.md'),
    );
    expect(described.sort()).toEqual(
      row()
        .filter((folder) => folder !== 'layout')
        .sort(),
    );
  });

  it('name every setting in .env.example, and none that does not exist', () => {
    const known = [...read('src/platform/config/config.ts').matchAll(/^ {2}readonly ([A-Z_]+)[?:]/gm)];
    const listed = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
    // The password of the database that docker compose starts: Accord itself never reads it.
    expect(listed.filter((name) => name !== 'POSTGRES_PASSWORD').sort()).toEqual(
      known.map(([, name]) => name).sort(),
    );
  });

  it('name only tests that there are, for each feature', () => {
    const rows = read('docs/features.md')
      .split('\n')
      .filter((line) => /^\| [A-Z]+-\d+ /.test(line));
    const named = rows.flatMap((line) =>
      line
        .split('|')[3]!
        .split(',')
        .map((test) => test.trim()),
    );
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter((test) => !existsSync(path.join(ROOT, 'test', `${test}.spec.ts`)))).toEqual([]);
  });

  it('keep the README to one screen', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(60);
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './support/data-model.js';

const LONGEST_FILE = 250;
const SOURCES = ['src', 'migrations', 'test', 'console/src'];
/** Generated from the OpenAPI document. */
const GENERATED = new Set(['console/src/api.d.ts']);

function filesOf(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')));
}

/** The names of the rules that a project breaks, each once. */
async function brokenRules(project: string, ...folders: string[]): Promise<string[]> {
  const cruise = promisify(execFile)(
    process.execPath,
    [
      path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...folders,
    ],
    { cwd: project, maxBuffer: 256 * 1024 * 1024 },
  );
  // It ends with the number of violations; what it found is on stdout all the same.
  const { stdout } = await cruise.catch((error: { stdout: string; code: unknown }) => {
    if (typeof error.code === 'number' && error.stdout) return error;
    throw error;
  });
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort();
}

describe('The architecture', () => {
  it('has folders in one row: nobody imports what stands to the right', async () => {
    expect(await brokenRules(ROOT, 'src', 'migrations')).toEqual([]);
  }, 60_000);

  describe('in a project with planted violations', () => {
    let project: string;
    const plant = (files: Record<string, string>) => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
        writeFileSync(path.join(project, file), text);
      }
    };

    beforeAll(() => {
      project = mkdtempSync(path.join(tmpdir(), 'accord-planted-'));
      for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
        cpSync(path.join(ROOT, file), path.join(project, file));
      symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
      plant({
        'src/people/people.service.ts': `export const people = 'people';\n`,
        'src/people/people.sql.ts': `export const find = 'SELECT 1';\n`,
        'src/petitions/petitions.service.ts': `import { people } from '../people/people.service.js';\nexport const petitions = people;\n`,
      });
    });
    afterAll(() => rmSync(project, { recursive: true, force: true }));

    it.each([
      [
        'people-imports-only-what-stands-before-it',
        `import { petitions } from '../petitions/petitions.service.js';\nexport const wrong = petitions;\n`,
        'src/people/wrong.service.ts',
      ],
      [
        'features-meet-at-services',
        `import { find } from '../people/people.sql.js';\nexport const wrong = find;\n`,
        'src/petitions/wrong.service.ts',
      ],
      [
        'only-platform-knows-queue-mail-and-driver',
        `import { Queue } from 'bullmq';\nexport const wrong = Queue;\n`,
        'src/people/wrong.service.ts',
      ],
      [
        'controllers-ask-services',
        `import { find } from './people.sql.js';\nexport const wrong = find;\n`,
        'src/people/wrong.controller.ts',
      ],
      [
        'views-only-show',
        `import { people } from './people.service.js';\nexport const wrong = people;\n`,
        'src/people/wrong.views.tsx',
      ],
      [
        'source-knows-no-test',
        `import { wrong as right } from '../../test/wrong.js';\nexport const wrong = right;\n`,
        'src/people/wrong.service.ts',
      ],
    ])('catches a break of %s', async (rule, text, file) => {
      plant({ [file]: text, 'test/wrong.ts': `export const wrong = 1;\n` });
      try {
        expect(await brokenRules(project, 'src')).toEqual([rule]);
      } finally {
        rmSync(path.join(project, file));
      }
      expect(await brokenRules(project, 'src')).toEqual([]);
    });
  });

  it('lets every entity be imported alone, first', async () => {
    const entities = filesOf('src').filter((file) => file.endsWith('.entity.ts'));
    for (const entity of entities) {
      jest.resetModules();
      await expect(import(path.join(ROOT, entity))).resolves.toBeDefined();
    }
  });

  it('describes each shape of the API under a name of its own', () => {
    // OpenAPI keeps one schema a class name: a second class of that name would silently take its place.
    const names = filesOf('src')
      .filter((file) => /\.(forms|resources)\.ts$/.test(file))
      .flatMap((file) => [
        ...readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^export (?:abstract )?class (\w+)/gm),
      ])
      .map(([, name]) => name);
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
  });

  it('has no file that is two things: none is longer than 250 lines', () => {
    const long = SOURCES.flatMap(filesOf)
      .filter((file) => !GENERATED.has(file))
      .map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8').split('\n').length - 1] as const)
      .filter(([, lines]) => lines > LONGEST_FILE);
    expect(long).toEqual([]);
  });
});

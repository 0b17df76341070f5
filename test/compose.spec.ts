import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './support/data-model.js';

interface Service {
  image?: string;
  command?: string[];
  profiles?: string[];
  volumes?: string[];
  env_file?: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, unknown>;
}

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const dockerfile = read('Dockerfile');
const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'accord');
const exists = (file: string): [string, boolean] => [file, existsSync(path.join(ROOT, file))];

/** 'dist/src/main.js' is built from src/main.ts. */
const sourceOf = (built: string): string => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

describe('The image and the compose file', () => {
  it('start programs that exist', () => {
    const commands = [
      ...ours.flatMap(([, { command }]) => command ?? []),
      ...(JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)![1]!) as string[]),
    ];
    const programs = commands.filter((word) => word.endsWith('.js'));
    expect(programs).toHaveLength(3);
    for (const program of programs) expect(exists(sourceOf(program))).toEqual([sourceOf(program), true]);
  });

  it('copy what is in the project, and keep out what is nobody else’s', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \.\/?$/gm)].flatMap(([, files]) =>
      files!.split(' '),
    );
    expect(copied).toContain('package-lock.json');
    for (const file of copied) expect(exists(file)).toEqual([file, true]);
    const ignored = read('.dockerignore').split('\n');
    for (const file of ['src', 'migrations', 'console', 'package.json', 'nest-cli.json', 'tsconfig.json'])
      expect(ignored).not.toContain(file);
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', 'node_modules', 'data']));
  });

  it('migrate before anything works, and name only services and volumes that there are', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['migrate', 'web', 'worker']);
    for (const name of ['web', 'worker'])
      expect(compose.services[name]!.depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
      });
    for (const { depends_on: needs = {}, volumes = [] } of Object.values(compose.services)) {
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(Object.keys(needs)));
      const used = volumes.map((each) => each.split(':')[0]!);
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(used));
    }
  });

  it('hand on every setting of .env, and stop where one is missing that they cannot do without', () => {
    const settings = [...read('.env.example').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
    for (const [, { env_file: file, environment = {} }] of ours) {
      expect(file).toBe('.env');
      expect(settings).toEqual(expect.arrayContaining(Object.keys(environment)));
      const demanded = Object.values(environment).flatMap(
        (value) => /\$\{([A-Z_]+):\?/.exec(value)?.[1] ?? [],
      );
      expect(demanded).toEqual(['POSTGRES_PASSWORD', 'SECRET_KEY', 'PUBLIC_URL', 'SMTP_URL']);
    }
  });

  it('start Redis only under the profile that the file itself names', () => {
    const named = /--profile (\w+)/.exec(read('docker-compose.yml'))![1];
    expect(compose.services['redis']!.profiles).toEqual([named]);
    expect(Object.values(compose.services).filter(({ profiles }) => profiles)).toHaveLength(1);
  });

  it('ask for health by a route that exists', () => {
    const asked = /\/(health\/\w+)/.exec(dockerfile)![1]!;
    expect(read('src/platform/http/health.controller.ts')).toContain(`'${asked}'`);
  });
});

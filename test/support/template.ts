import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The name of the migrated database that all others are cloned from. It holds a hash of everything that shapes it (our
 * migrations, the code that runs them, BullMQ's version), so a changed migration never meets an old template.
 */
export function templateName(): string {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const hash = createHash('sha256');
  const shaping = readdirSync(path.join(root, 'migrations'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|sql)$/.test(file))
    .sort()
    .map((file) => path.join('migrations', file));
  for (const file of [...shaping, 'src/platform/database/migrate.ts']) {
    hash.update(file).update(readFileSync(path.join(root, file)));
  }
  const bullmq = createRequire(import.meta.url)('bullmq/package.json') as { version: string };
  return `template_${hash.update(bullmq.version).digest('hex').slice(0, 12)}`;
}

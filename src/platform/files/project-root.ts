import { existsSync } from 'node:fs';
import path from 'node:path';

function climb(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error('package.json is nowhere above this file');
  return climb(parent);
}

/** The folder of package.json, from the sources and from the build alike. */
export const PROJECT_ROOT = climb(import.meta.dirname);

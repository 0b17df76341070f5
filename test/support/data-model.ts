import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');
const DOCUMENT = path.join(ROOT, 'docs', 'data-model.md');
const FOLDERS = path.join(ROOT, 'docs', 'data-model');

export interface DescribedTable {
  name: string;
  /** The folder of src/ that writes it. */
  folder: string;
  /** Designed, and built with a later issue. */
  isLater: boolean;
  text: string;
}

/** Every table that docs/data-model/<folder>.md describes, under its own heading. */
export function describedTables(): DescribedTable[] {
  return readdirSync(FOLDERS).flatMap((file) => {
    const [now = '', later = ''] = readFileSync(path.join(FOLDERS, file), 'utf8').split(
      /^## Tables that come with a later issue$/m,
    );
    const folder = path.basename(file, '.md');
    return [...sections(now, folder, false), ...sections(later, folder, true)];
  });
}

function sections(text: string, folder: string, isLater: boolean): DescribedTable[] {
  return text
    .split(/^### /m)
    .slice(1)
    .flatMap((section) => {
      const heading = section.slice(0, section.indexOf('\n'));
      return [...heading.matchAll(/`([a-z_]+)`/g)].map(([, name]) => ({
        name: name!,
        folder,
        isLater,
        text: section,
      }));
    });
}

/** The rows of the Markdown table under a heading of the index, cell by cell, without its head. */
export function indexTable(heading: string): string[][] {
  const [, section] = readFileSync(DOCUMENT, 'utf8').split(`## ${heading}\n`);
  if (section === undefined) throw new Error(`docs/data-model.md has no "${heading}"`);
  return section
    .split(/^## /m)[0]!
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

export const unquoted = (cell: string): string => cell.replaceAll('`', '');

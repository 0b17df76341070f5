import { oneLine, tagsOf } from './cell-values.js';
import { dateOf } from './field-values.js';

export const MOST_SKILLS = 30;
export const LONGEST_SKILL = 60;

/** What people write for a language beside its name in English, Spanish or Portuguese, or its code. */
const ALSO: Record<string, string> = {
  mandarin: 'zh',
  cantonese: 'yue',
  farsi: 'fa',
  tagalog: 'tl',
  filipino: 'tl',
  'haitian creole': 'ht',
  kreyol: 'ht',
  'kreyol ayisyen': 'ht',
  'cape verdean creole': 'kea',
  'cape verdean': 'kea',
  castellano: 'es',
  asl: 'ase',
  'american sign language': 'ase',
};

const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Names take a tenth of a second to collect, and most processes read no such file. */
let codes: ReadonlyMap<string, string> | undefined;

/** All languages that have a code of two letters (ISO 639-1), and those in ALSO, in each of the product's languages. */
function* languageNames(): Generator<[string, string]> {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const pairs = [...letters].flatMap((first) => [...letters].map((second) => first + second));
  for (const locale of ['pt', 'es', 'en']) {
    const names = new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' });
    for (const code of [...pairs, ...Object.values(ALSO)]) {
      // A code that stands for another one by now (iw for he) is called by it.
      const name = names.of(code);
      if (name === undefined || Intl.getCanonicalLocales(code)[0] !== code) continue;
      yield [plain(name), code];
      yield [code, code];
    }
  }
}

/** A language by its name or its code, as ISO 639 writes it; undefined for none. */
export function spokenLanguage(word: string): string | undefined {
  codes ??= new Map([...languageNames(), ...Object.entries(ALSO)]);
  return codes.get(plain(word));
}

/** Several in one cell, as tags are written. "and" between two of them is read too. */
export function spokenWords(cell: string): string[] {
  return tagsOf(cell)
    .flatMap((each) => each.split(/\s+(?:and|y|e|&)\s+|\s*[/&]\s*/i))
    .filter((word) => word !== '');
}

/** Trainings of a cell, each perhaps with its day behind it: "First aid (2026-03-05); Marshal: 3/5/2026". */
export function trainingsOf(cell: string): { name: string; doneOn: string | undefined }[] {
  return tagsOf(cell).map((each) => {
    const dated = DATED.exec(each);
    const doneOn = dated ? dateOf(dated[2]!) : undefined;
    return doneOn ? { name: oneLine(dated![1]!), doneOn } : { name: each, doneOn: undefined };
  });
}
const DATED = /^(.+?)[\s:([-]+(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\/\d{1,2}\/\d{4})[)\]]?$/;

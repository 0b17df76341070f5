import { type Language } from '../../layout/i18n.js';
import { e164 } from '../phone-number.js';

/** What a one-line value may hold of what somebody typed: no line breaks or other controls, single spaces. */
export function oneLine(cell: string): string {
  // Most cells are clean already, and this is asked for every one of them.
  return UNTIDY.test(cell) ? cell.replace(/[\u0000-\u001f\u007f\u00a0\s]+/g, ' ').trim() : cell;
}
const UNTIDY = /^\s|\s$|[\u0000-\u001f\u007f\u00a0]|\s\s/;

/** Words that begin a family name: "de la Cruz", "van der Berg", "dos Santos". */
const PARTICLES = new Set(
  'de da do das dos del della di la las los le van von der den ter bin ibn al el st san y e'.split(' '),
);

/**
 * A full name in its two parts: "Cruz, Ana" by the comma, else the last word with the particles before it is the family
 * name. One word alone is a given name.
 */
export function splitName(full: string): { given: string; family: string } {
  const name = oneLine(full);
  const comma = name.indexOf(',');
  if (comma > 0) return { given: name.slice(comma + 1).trim(), family: name.slice(0, comma).trim() };
  const words = name.split(' ');
  let from = words.length - 1;
  while (from > 1 && PARTICLES.has(words[from - 1]!.toLowerCase())) from--;
  return from < 1
    ? { given: name, family: '' }
    : { given: words.slice(0, from).join(' '), family: words.slice(from).join(' ') };
}

const NORTH_AMERICAN = /^(?:\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]{0,2}([2-9]\d\d)[ .-]?(\d{4})$/;

/**
 * As e164 reads it. Numbers in the usual North American spelling, nearly all there are in an American file, are read by
 * their shape; the library takes thirty times as long.
 */
export function phoneOf(cell: string): string | null {
  const usual = NORTH_AMERICAN.exec(cell);
  return usual ? `+1${usual[1]}${usual[2]}${usual[3]}` : e164(cell);
}

/** A ZIP code by its five digits: ZIP+4 is cut, and zeros that a spreadsheet took off the front are put back. */
export function zipOf(cell: string): string {
  if (/^\d{5}$/.test(cell)) return cell;
  if (/^\d{3,4}$/.test(cell)) return cell.padStart(5, '0');
  return /^\d{5}-?\d{4}$/.test(cell) ? cell.slice(0, 5) : cell;
}

const LANGUAGE_WORDS: Record<Language, RegExp> = {
  en: /^(en|eng|english|ingles|inglés|inglês)\b/i,
  es: /^(es|spa|spanish|espanol|español|espanhol|castellano)\b/i,
  pt: /^(pt|por|portuguese|portugues|portugués|português)\b/i,
};

/** One of the product's languages, or null. */
export function languageOf(cell: string): Language | null {
  const found = Object.entries(LANGUAGE_WORDS).find(([, words]) => words.test(cell));
  return (found?.[0] as Language | undefined) ?? null;
}

const YES = /^(y|yes|true|t|1|x|on|subscribed|opted in|opt in|confirmed|si|sí|sim)$/i;
const NO = /^(n|no|false|f|0|off|unsubscribed|opted out|opt out|bouncing|cleaned|spam complaint|nao|não)$/i;

/** Null where the cell says neither. */
export function yesOrNo(cell: string): boolean | null {
  if (YES.test(cell)) return true;
  return NO.test(cell) ? false : null;
}

/** Tags of one cell, as other systems write them: between commas, semicolons or bars, each perhaps in quotation marks. */
export function tagsOf(cell: string): string[] {
  const names = cell.split(/[,;|]/).map((name) => oneLine(name).replace(/^"(.*)"$/, '$1'));
  return names.filter((name, at) => name !== '' && names.indexOf(name) === at);
}

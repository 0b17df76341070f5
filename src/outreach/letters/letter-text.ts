import { createHash, randomInt } from 'node:crypto';
import { type Language } from '../../layout/i18n.js';
import { type Holder } from '../officials/representation.service.js';
import { letterMessages } from './letters.messages.js';

/** What a text of a campaign may ask for; anything else in braces is refused when it is saved. */
export const MERGE_FIELDS = ['official.salutation', 'constituent.name', 'district'] as const;
type MergeField = (typeof MERGE_FIELDS)[number];

const FIELD = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The merge fields of a text that do not exist. */
export function unknownFields(text: string): string[] {
  return [...text.matchAll(FIELD)].map((match) => match[1]!).filter((name) => !isField(name));
}

/** Fills the fields given; those not given stay, as does whatever else stands in braces. One pass: values are no text. */
export function fill(text: string, values: Partial<Record<MergeField, string>>): string {
  return text.replace(FIELD, (whole, name: string) => (isField(name) ? (values[name] ?? whole) : whole));
}

function isField(name: string): name is MergeField {
  return MERGE_FIELDS.includes(name as MergeField);
}

/** "Dear Senator Moore,". */
export function salutation(
  official: Pick<Holder, 'title' | 'name' | 'family_name'>,
  language: Language,
): string {
  const rank = /senator/i.test(official.title)
    ? 'senator'
    : /representative|delegate|assembly/i.test(official.title)
      ? 'representative'
      : /^mayor/i.test(official.title)
        ? 'mayor'
        : /^governor/i.test(official.title)
          ? 'governor'
          : null;
  const t = letterMessages[language];
  return rank && official.family_name ? t.dear(`${t[rank]} ${official.family_name}`) : t.dear(official.name);
}

/** What a supporter wrote, as one official reads it. */
export interface WrittenLetter {
  subject: string;
  body: string;
  story: string;
}

/** What a letter needs to know of the official it goes to. */
export type Addressee = Pick<Holder, 'title' | 'name' | 'family_name' | 'seat'>;

/** The name under a letter is added, after the writer's own words: a text that ends in it would say it twice. */
const CLOSING_NAME = /\s*\{\{\s*constituent\.name\s*\}\}\s*$/;

/** A text of a campaign as a supporter starts from it: what is known of them filled in, the rest open. */
export function startingText(text: string, constituent: string): string {
  return fill(text.replace(CLOSING_NAME, ''), { 'constituent.name': constituent });
}

/** @param written subject, body and story as the supporter left them, fields of single officials still open. */
export function letterFor(
  official: Addressee,
  written: WrittenLetter,
  constituent: { name: string; address: string },
  language: Language,
): { subject: string; paragraphs: string[]; signature: string } {
  const greeting = salutation(official, language);
  const values = {
    'official.salutation': greeting,
    'constituent.name': constituent.name,
    district: official.seat,
  };
  const body = fill(written.body.replace(CLOSING_NAME, ''), values);
  const isGreeted = written.body.includes('official.salutation');
  return {
    subject: fill(written.subject, values),
    paragraphs: [...(isGreeted ? [] : [greeting]), body, written.story].filter(Boolean),
    signature: [constituent.name, constituent.address].filter(Boolean).join('\n'),
  };
}

/**
 * How much of the text is the supporter's own, 0 to 1: one less the share of words that both texts hold (Dice, by word).
 * Words of their story are all their own.
 */
export function editShare(template: string, written: string): number {
  const [given, made] = [template, written].map(words) as [string[], string[]];
  if (made.length === 0) return 0;
  const left = new Map<string, number>();
  for (const word of given) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of made) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return 1 - (2 * common) / (given.length + made.length);
}

const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** SHA-256 of what a letter says and on which version it was written: what its verification rests on. */
export function letterDigest(letter: WrittenLetter & { version: number }): Buffer {
  const { version, subject, body, story } = letter;
  return createHash('sha256')
    .update(JSON.stringify([version, subject, body, story]))
    .digest();
}

/** Crockford's base 32: no I, L, O or U, for people who read it out or copy it from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Fifty random bits as "ABCDE-12345": short enough to type, too many to guess over a rate-limited page. */
export function newCode(): string {
  const letters = Array.from({ length: 10 }, () => ALPHABET[randomInt(32)]!).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** A code as somebody typed it, or null where it can be none. */
export function readCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{10}$/.test(plain) ? `${plain.slice(0, 5)}-${plain.slice(5)}` : null;
}

/** Where an office checks that a letter is real. */
export function verifyUrl({ origin }: { origin: string }, code: string): string {
  return `${origin}/verify/${code}`;
}

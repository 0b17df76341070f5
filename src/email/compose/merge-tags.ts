import { type Part, type Parts } from '../../platform/mail/message.js';

/** What a mail may say of its recipient. Nothing here is secret, and nothing of it ever stands in a URL. */
export const MERGE_TAGS = ['given_name', 'family_name', 'full_name'] as const;
export type MergeTag = (typeof MERGE_TAGS)[number];

/** A tag as it was written: `{{given_name|friend}}`. */
export interface UsedTag {
  name: string;
  /** Shown to people of whom we do not know it; empty where the author gave none. */
  fallback: string;
}

/** Whom a mail is to. */
export interface Named {
  givenName: string;
  familyName: string;
}

const WRITTEN = /\{\{\s*([a-z_]{1,40})\s*(?:\|([^{}|]{0,80}))?\}\}/g;
/** Private-use characters mark the places of values while React renders; authors' own are taken out before. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A place for a value, as text that React will not change. */
export function place(tag: string): string {
  return `${OPEN}${tag}${CLOSE}`;
}

/** The author's text with places for its merge tags. A tag that does not exist leaves its fallback, or nothing. */
export function withPlaces(text: string): string {
  return literal(text).replaceAll(WRITTEN, (_, name: string, fallback = '') => {
    const shown = String(fallback).trim();
    return isMergeTag(name) ? place(`${name}|${shown}`) : shown;
  });
}

/** Text that is shown as it is, whatever looks like a tag or a place in it. */
export function literal(text: string): string {
  return text.replaceAll(/[\uE000\uE001]/g, '');
}

/** The author's text with a person's values, in one pass: a value that looks like a tag stays what it is. */
export function filled(text: string, person: Named): string {
  return text.replaceAll(WRITTEN, (_, name: string, fallback = '') => {
    const shown = String(fallback).trim();
    return isMergeTag(name) ? mergeValue(`${name}|${shown}`, person) : shown;
  });
}

/** Every tag that stands in the text, in its order. */
export function tagsIn(text: string): UsedTag[] {
  return [...text.matchAll(WRITTEN)].map(([, name, fallback]) => ({
    name: name!,
    fallback: (fallback ?? '').trim(),
  }));
}

export function isMergeTag(name: string): name is MergeTag {
  return MERGE_TAGS.includes(name as MergeTag);
}

/** Splits rendered text at its places, once for a whole mailing. */
export function toParts(rendered: string): Parts {
  return rendered
    .split(/\uE000([^\uE001]*)\uE001/)
    .map((piece, at): Part => (at % 2 === 1 ? { tag: unescapeText(piece) } : piece))
    .filter((part) => part !== '');
}

/** A place in HTML came through React's escaping with its fallback; the tag is the text that the author wrote. */
function unescapeText(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** What stands in a merge tag's place for this person. */
export function mergeValue(tag: string, person: Named): string {
  const bar = tag.indexOf('|');
  const [name, fallback] = [tag.slice(0, bar), tag.slice(bar + 1)];
  const values: Record<string, string> = {
    given_name: person.givenName,
    family_name: person.familyName,
    full_name: `${person.givenName} ${person.familyName}`,
  };
  return (values[name] ?? '').trim() || fallback;
}

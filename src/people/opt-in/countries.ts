import { getCountries } from 'libphonenumber-js/min';
import { LANGUAGES } from '../../layout/i18n.js';

/** Codes of ISO 3166-1, as far as somebody can be telephoned there. */
export const COUNTRIES: readonly string[] = getCountries().filter((code) => nameOf(code, 'en') !== code);

export function nameOf(code: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code;
}

/**
 * How an address may write a country, as imports bring it: its code, and its name in the languages of our pages and in the
 * one that most people there speak (Unicode CLDR, likely subtags).
 */
export function spellingsOf(code: string): string[] {
  const own = new Intl.Locale(`und-${code}`).maximize().language;
  return [code, ...[...LANGUAGES, own].map((language) => nameOf(code, language))];
}

import { isDeepStrictEqual } from 'node:util';
import { type Language, LANGUAGE_NAMES } from '../../layout/i18n.js';
import { Invalid } from '../../platform/http/errors.js';
import { type Check } from '../mailings/checks.js';
import { type TranslationForm } from './translations.forms.js';

/** What a mailing says to people who read this language; sender, audience and all else are the mailing's. */
export interface Translation {
  language: Language;
  subject: string;
  previewText: string;
  body: unknown;
}

interface Texts extends Translation {
  translations: readonly Translation[];
}

/** In the order in which they are read from the database, so that two can be compared. */
export function asTranslations(forms: readonly TranslationForm[]): Translation[] {
  return forms
    .map(({ language, subject, preview_text, body }) => ({
      ...{ language, subject, body },
      previewText: preview_text,
    }))
    .sort((a, b) => (a.language < b.language ? -1 : 1));
}

/** The other way, as the API shows them. */
export function asTranslationForms(translations: readonly Translation[]): TranslationForm[] {
  return translations.map(({ language, subject, previewText, body }) => ({
    ...{ language, subject, preview_text: previewText },
    body: body as Record<string, unknown>,
  }));
}

/** @throws Invalid where two of its texts are in one language: nobody could say which of them goes out */
export function assertOneALanguage({
  language,
  translations,
}: Pick<Texts, 'language' | 'translations'>): void {
  const all = [language, ...translations.map((each) => each.language)];
  const twice = all.find((each, at) => all.indexOf(each) < at);
  if (twice)
    throw new Invalid([
      { param: 'translations', message: `There are two texts in ${LANGUAGE_NAMES[twice]}. Take one away.` },
    ]);
}

/** The mailing as people read it who read this language; without such a text, as it is. */
export function inLanguage<Mailing extends Texts>(mailing: Mailing, language: string | null): Mailing {
  const text = mailing.translations.find((each) => each.language === language);
  return text ? { ...mailing, ...text } : mailing;
}

/** A text begins as a copy of the mailing's own: whether somebody translated it since. */
export function translated(mailing: Texts, text: Translation): Check[] {
  if (!isDeepStrictEqual(mailing.body, text.body)) return [];
  const message = `The message is the same as in ${LANGUAGE_NAMES[mailing.language]}.`;
  return [{ code: 'translated', level: 'warning', message }];
}

/** The languages that public pages and mail are written in, as each calls itself. */
export const languages = [
  { code: 'en', name: 'English' },
  { code: 'es', name: 'Español' },
  { code: 'pt', name: 'Português' },
] as const;
export type LanguageCode = (typeof languages)[number]['code'];

/** A text in some of the languages. */
export type LocalizedText = Partial<Record<LanguageCode, string>>;

/** The text in the reader's language, or in the nearest that there is: English, then whichever. Never empty. */
export function localized(text: LocalizedText, locale: string, otherwise = 'Untitled'): string {
  const own = locale.slice(0, 2) as LanguageCode;
  return text[own] || text.en || Object.values(text).find(Boolean) || otherwise;
}

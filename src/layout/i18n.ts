/** The languages of public pages and mail. A new one is added here, and the compiler names what lacks it. */
export const LANGUAGES = ['en', 'es', 'pt'] as const;
export type Language = (typeof LANGUAGES)[number];

export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', es: 'Español', pt: 'Português' };

/** Plain 'es' writes 4182 where readers in the United States expect 4,182. */
export const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US', pt: 'pt-BR' };

/** Text in some of the languages, as staff wrote it. */
export type Localized = Partial<Record<Language, string>>;

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.includes(value as Language);
}

/** The text in this language, or in the nearest that exists: English, then whichever there is. */
export function localized(text: Localized | null | undefined, language: Language): string {
  if (!text) return '';
  return text[language] || text.en || Object.values(text).find(Boolean) || '';
}

type Message = string | ((...values: never[]) => string);
type Same<T> = {
  [Key in keyof T]: T[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/**
 * The messages of one feature in every language. A key that one language lacks, or whose function takes other
 * values, does not compile. Read with `messages[language].key`.
 */
export function translations<T extends Record<string, Message>>(all: {
  en: T;
  es: NoInfer<Same<T>>;
  pt: NoInfer<Same<T>>;
}): Record<Language, Same<T>> {
  return all as unknown as Record<Language, Same<T>>;
}

/** What a browser asks for, as far as we speak it (RFC 9110 12.5.4, without weights below the first match). */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  for (const range of (acceptLanguage ?? '').split(',')) {
    const language = range.trim().slice(0, 2).toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'en';
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

/** 'Saturday, November 21, 2026', in the zone where it happens. */
export function formatDate(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeZone }).format(at);
}

/** '5:30 PM EST': the zone is always said. */
export function formatTime(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}

import { type Localized } from '../../layout/i18n.js';

export const FIELD_TYPES = ['text', 'number', 'date', 'yes-no', 'one-of', 'many-of'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * Who sees it: everybody who sees the person, or roles that may see what is restricted. Sealed is restricted, encrypted, in
 * no search or segment, and every look at a value is logged.
 */
export const SENSITIVITIES = ['open', 'restricted', 'sealed'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

export interface Choice {
  key: string;
  label: Localized;
}

/** A field that an organization defines for its people. */
export interface PersonField {
  id: string;
  ownerId: string;
  key: string;
  label: Localized;
  type: FieldType;
  options: Choice[];
  isRequired: boolean;
  sensitivity: Sensitivity;
  position: number;
  isActive: boolean;
}

/** What is kept: text, a number, a day (ISO 8601), yes or no, a choice's key, or keys. Null for nothing. */
export type FieldValue = string | number | boolean | string[] | null;

const LONGEST_TEXT = 2_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The value as it is kept, or the sentence that says what is wrong with it. Blank is null. */
export function checked(field: PersonField, given: unknown): { value: FieldValue } | { wrong: string } {
  if (given === null || given === undefined || given === '') return { value: null };
  switch (field.type) {
    case 'text': {
      if (typeof given !== 'string') return { wrong: 'Give a text.' };
      const text = given.trim();
      if (text.length > LONGEST_TEXT) return { wrong: `At most ${LONGEST_TEXT} characters.` };
      return { value: text === '' ? null : text };
    }
    case 'number':
      return typeof given === 'number' && Number.isFinite(given)
        ? { value: given }
        : { wrong: 'Give a number.' };
    case 'date':
      return typeof given === 'string' && isDay(given)
        ? { value: given }
        : { wrong: 'Give a day as 2026-03-05.' };
    case 'yes-no':
      return typeof given === 'boolean' ? { value: given } : { wrong: 'Choose yes or no.' };
    case 'one-of':
      return field.options.some(({ key }) => key === given)
        ? { value: given as string }
        : { wrong: 'Choose one of the list.' };
    case 'many-of': {
      if (!Array.isArray(given)) return { wrong: 'Choose of the list.' };
      const isKnown = given.every((each) => field.options.some(({ key }) => key === each));
      if (!isKnown) return { wrong: 'Choose of the list.' };
      const chosen = field.options.map(({ key }) => key).filter((key) => given.includes(key));
      return { value: chosen.length === 0 ? null : chosen };
    }
  }
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** A word for programs out of one for people: 'How often?' is how_often. At most 40 characters, as the table wants it. */
export function keyOf(label: string, otherwise: string): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 36)
    .replace(/_+$/, '');
  return plain || otherwise;
}

/**
 * Words that ask, or say, who is a survivor. Nobody is asked it and nothing records it: the record of somebody whom it
 * would name stands in the same database as police and prosecutors.
 */
export function namesSurvivors(text: string): boolean {
  return /surviv|victim|v[ií]ctima|v[ií]tima|sobreviv|trafficked|traficad/i.test(text.normalize('NFC'));
}

import { oneLine, yesOrNo } from './cell-values.js';

/** A custom field as an import needs it. */
export interface ImportedField {
  id: string;
  label: string;
  /** Its values are encrypted before they are kept anywhere, staged rows too. */
  isSealed: boolean;
  type: 'text' | 'number' | 'date' | 'yes-no' | 'one-of' | 'many-of';
  /** The choices of the last two: what is stored, and every word by which a file may say it, in lower case. */
  choices: readonly { key: string; words: readonly string[] }[];
}

export type FieldValue = string | number | boolean | string[];
/** A value of a sealed field, encrypted (base64). */
export interface SealedEntry {
  sealed: string;
}

const LONGEST_TEXT = 2_000;

/** The value that a cell gives a field; undefined where it gives none of its type. The cell is not blank. */
export function fieldValue(field: ImportedField, cell: string): FieldValue | undefined {
  switch (field.type) {
    case 'text':
      return cell.length <= LONGEST_TEXT ? cell.trim() : undefined;
    case 'number': {
      const number = Number(oneLine(cell).replace(/,(?=\d{3}\b)/g, ''));
      return Number.isFinite(number) ? number : undefined;
    }
    case 'date':
      return dateOf(oneLine(cell));
    case 'yes-no':
      return yesOrNo(oneLine(cell)) ?? undefined;
    case 'one-of':
      return choiceOf(field, oneLine(cell));
    case 'many-of': {
      const chosen = cell.split(/[,;|]/).map((each) => choiceOf(field, oneLine(each)));
      return chosen.every((each) => each !== undefined) ? [...new Set(chosen)] : undefined;
    }
  }
}

function choiceOf({ choices }: ImportedField, word: string): string | undefined {
  const wanted = word.toLowerCase();
  return choices.find(({ words }) => words.includes(wanted))?.key;
}

/** ISO 8601 (2026-03-05, also with a time behind it) or as Americans write it (3/5/2026). */
export function dateOf(cell: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[ T])/.exec(cell);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=$| )/.exec(cell);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : us ? [us[3], us[1], us[2]] : [];
  if (!year || !month || !day) return undefined;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isReal ? date.toISOString().slice(0, 10) : undefined;
}

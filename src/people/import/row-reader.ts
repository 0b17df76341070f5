import { restored } from '../../platform/csv/csv-text.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { languageOf, oneLine, phoneOf, splitName, tagsOf, yesOrNo, zipOf } from './cell-values.js';
import { type ColumnKind, type Mapping } from './columns.js';
import { type FileRow } from './delimited-text.js';
import { dateOf, fieldValue, type ImportedField } from './field-values.js';
import { blankRow, type ReadRow } from './read-row.js';
import { namesSurvivors } from '../fields/person-field.js';
import { StatusCells } from './status-cells.js';
import {
  LONGEST_SKILL,
  MOST_SKILLS,
  spokenLanguage,
  spokenWords,
  trainingsOf,
} from './volunteering-values.js';

/** Longer ones are no name, street or the like, but a file that is cut wrongly. */
const LONGEST: Partial<Record<ColumnKind, number>> = {
  given_name: 100,
  family_name: 100,
  full_name: 200,
  pronouns: 40,
  street: 200,
  street_2: 200,
  city: 100,
  state: 40,
  zip: 10,
  country: 60,
  source_code: 60,
  external_id: 200,
  organization: 200,
  email: 320,
  phone: 40,
};
const LONGEST_CELL = 10_000;
const LONGEST_TAG = 60;
const IN_WORDS: ReadonlySet<ColumnKind> = new Set(['tags', 'skills', 'field']);
const CANNOT_BE_STORED = /[\u0000\ufffd]/;

/** Reads rows of one file, each for itself. */
export class RowReader {
  /** What seems to tell who was exploited, in the columns that say something of people in words. */
  readonly status = new StatusCells();

  constructor(
    private readonly headings: readonly string[],
    private readonly mapping: Mapping,
    private readonly fields: ReadonlyMap<string, ImportedField>,
    /** Ids by the names of the organization's trainings, in small letters. */
    private readonly trainings: ReadonlyMap<string, string> = new Map(),
  ) {}

  read({ line, cells, problem }: FileRow): ReadRow {
    const row = blankRow(line);
    if (problem) return this.refuse(row, problem, null, cells);
    this.mapping.forEach(({ is, fieldId }, at) => {
      const cell = cells[at] === undefined ? undefined : restored(cells[at]);
      if (is === 'ignore' || row.isRefused) return;
      if (cell === undefined) {
        if (is === 'email' || is === 'phone') this.refuse(row, 'The row ends before this column.', at, cells);
        return;
      }
      if (cell === '') return;
      if (CANNOT_BE_STORED.test(cell))
        this.refuse(
          row,
          'There is a character here that cannot be read. How is the file encoded?',
          at,
          cells,
        );
      else if (cell.length > (LONGEST[is] ?? LONGEST_CELL)) this.refuse(row, 'This is too long.', at, cells);
      else {
        if (IN_WORDS.has(is)) this.status.look(this.headings[at]!, tagsOf(cell).concat(cell));
        this.take(row, is, cell, at, cells, fieldId);
      }
    });
    if (row.isRefused) return row;
    if (cells.length > this.mapping.length && cells.slice(this.mapping.length).some((cell) => cell !== ''))
      return this.refuse(row, 'The row has more cells than there are headings.', null, cells);
    const isSomebody = row.given_name || row.family_name || row.emails.length > 0 || row.phones.length > 0;
    return isSomebody ? row : this.refuse(row, 'There is no name, email or telephone number.', null, cells);
  }

  private take(
    row: ReadRow,
    is: ColumnKind,
    raw: string,
    at: number,
    cells: string[],
    fieldId: string | undefined,
  ): void {
    const cell = oneLine(raw);
    if (cell === '') return;
    switch (is) {
      case 'given_name':
      case 'family_name':
      case 'pronouns':
      case 'source_code':
      case 'external_id':
      case 'organization':
      case 'street':
      case 'street_2':
      case 'city':
      case 'state':
      case 'country':
        row[is] = cell;
        return;
      case 'full_name': {
        const { given, family } = splitName(cell);
        row.given_name = given || null;
        row.family_name = family || null;
        return;
      }
      case 'zip':
        row.zip = zipOf(cell);
        return;
      case 'language':
        row.language = languageOf(cell);
        if (!row.language)
          this.remark(row, 'This language is left out: there is English, Spanish and Portuguese.', at, cells);
        return;
      case 'email': {
        // Not of the tidied cell: an address with a line break in it is none.
        const canonical = canonicalEmail(raw);
        if (canonical === null) this.refuse(row, 'This is no email address.', at, cells);
        else if (!row.canonicals.includes(canonical)) {
          row.emails.push(raw.trim());
          row.canonicals.push(canonical);
        }
        return;
      }
      case 'phone': {
        const phone = phoneOf(cell);
        if (phone === null)
          this.remark(row, 'This telephone number cannot be dialled and is left out.', at, cells);
        else if (!row.phones.includes(phone)) row.phones.push(phone);
        return;
      }
      case 'tags':
        for (const tag of tagsOf(raw)) {
          if (tag.length > LONGEST_TAG) this.refuse(row, 'A tag is too long.', at, cells);
          else if (!row.tags.includes(tag)) row.tags.push(tag);
        }
        return;
      case 'skills':
        this.takeSkills(row, raw, at, cells);
        return;
      case 'speaks':
        for (const word of spokenWords(raw)) {
          const code = spokenLanguage(word);
          if (!code)
            this.remark(row, `${named(word)} is not known as a language: it is left out.`, at, cells);
          else if (!row.spoken.includes(code)) row.spoken.push(code);
        }
        return;
      case 'trainings':
        this.takeTrainings(row, raw, at, cells);
        return;
      case 'trained_on':
        if (!dateOf(cell))
          this.remark(row, 'This is no day, such as 2026-03-05, and is left out.', at, cells);
        return;
      case 'email_consent':
        row.email_word ??= yesOrNo(cell);
        return;
      case 'sms_consent':
        row.sms_word ??= yesOrNo(cell);
        return;
      case 'unsubscribed_at':
        row.email_word = false;
        return;
      case 'field': {
        const field = this.fields.get(fieldId ?? '');
        const value = field && fieldValue(field, raw);
        if (value === undefined) this.refuse(row, 'This is no value of the field.', at, cells);
        else row.values[field!.id] = value;
        return;
      }
      case 'ignore':
    }
  }

  private takeSkills(row: ReadRow, cell: string, at: number, cells: string[]): void {
    for (const skill of tagsOf(cell)) {
      if (namesSurvivors(skill)) {
        // The row is kept with its remark, and that word is not.
        cells[at] = '';
        if (row.cells) row.cells[at] = '';
        this.remark(row, 'No skill may say who is a survivor: it is left out.', at, cells);
      } else if (skill.length > LONGEST_SKILL)
        this.remark(
          row,
          `A skill has ${LONGEST_SKILL} characters at most: a longer one is left out.`,
          at,
          cells,
        );
      else if (row.skills.some((each) => each.toLowerCase() === skill.toLowerCase())) continue;
      else if (row.skills.length < MOST_SKILLS) row.skills.push(skill);
      else this.remark(row, `Only the first ${MOST_SKILLS} skills are taken.`, at, cells);
    }
  }

  /** By when a training was done it is known how long it holds: one without its day says nothing. */
  private takeTrainings(row: ReadRow, cell: string, at: number, cells: string[]): void {
    const dayColumn = this.mapping.findIndex(({ is }) => is === 'trained_on');
    for (const { name, doneOn = dateOf(oneLine(cells[dayColumn] ?? '')) } of trainingsOf(cell)) {
      const training_id = this.trainings.get(name.toLowerCase());
      if (!training_id)
        this.remark(row, `${named(name)} is no training in Settings, Trainings: it is left out.`, at, cells);
      else if (!doneOn)
        this.remark(row, `It is not said when ${named(name)} was done: it is left out.`, at, cells);
      else row.trainings.push({ training_id, done_on: doneOn });
    }
  }

  private refuse(row: ReadRow, remark: string, at: number | null, cells: string[]): ReadRow {
    row.isRefused = true;
    return this.note(row, remark, at, cells);
  }

  private remark(row: ReadRow, remark: string, at: number, cells: string[]): void {
    if (row.remark === null) this.note(row, remark, at, cells);
  }

  private note(row: ReadRow, remark: string, at: number | null, cells: string[]): ReadRow {
    row.remark = remark;
    row.column = at === null ? null : this.headings[at]!;
    row.cells = cells.map((cell) => cell.slice(0, LONGEST_CELL).replaceAll('\0', '\ufffd'));
    return row;
  }
}

/** A word of a cell as a remark says it; of a cell that holds something else, such as an address, nothing is repeated. */
function named(word: string): string {
  return /^[\p{L}\p{N} '’.()&/-]{1,60}$/u.test(word) ? `“${word}”` : 'What stands here';
}

import { restored } from '../../platform/csv/csv-text.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { languageOf, oneLine, phoneOf, splitName, tagsOf, yesOrNo, zipOf } from './cell-values.js';
import { type ColumnKind, type Mapping } from './columns.js';
import { type FileRow } from './delimited-text.js';
import { fieldValue, type FieldValue, type ImportedField, type SealedEntry } from './field-values.js';

/** What a row says of a person, in the form in which people are kept. What it does not say is null or empty. */
export interface ReadRow {
  line: number;
  given_name: string | null;
  family_name: string | null;
  pronouns: string | null;
  language: string | null;
  /** As written, beside the form in which they are compared; in the order of the columns. */
  emails: string[];
  canonicals: string[];
  phones: string[];
  street: string;
  street_2: string;
  city: string;
  state: string;
  zip: string;
  country: string;
  tags: string[];
  values: Record<string, FieldValue | SealedEntry>;
  email_word: boolean | null;
  sms_word: boolean | null;
  source_code: string | null;
  external_id: string | null;
  /** The name of the organization that they belong to. */
  organization: string | null;
  /** Why it is refused, or, where `isRefused` is false, what of it was left out. */
  remark: string | null;
  isRefused: boolean;
  /** The heading of the cell that the remark is about. */
  column: string | null;
  /** The row as it stands in the file, kept where there is a remark. */
  cells: string[] | null;
}

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
const CANNOT_BE_STORED = /[\u0000\ufffd]/;

/** Reads rows of one file, each for itself. */
export class RowReader {
  constructor(
    private readonly headings: readonly string[],
    private readonly mapping: Mapping,
    private readonly fields: ReadonlyMap<string, ImportedField>,
  ) {}

  read({ line, cells, problem }: FileRow): ReadRow {
    const row = blank(line);
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
      else this.take(row, is, cell, at, cells, fieldId);
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

function blank(line: number): ReadRow {
  return {
    line,
    given_name: null,
    family_name: null,
    pronouns: null,
    language: null,
    emails: [],
    canonicals: [],
    phones: [],
    street: '',
    street_2: '',
    city: '',
    state: '',
    zip: '',
    country: '',
    tags: [],
    values: {},
    email_word: null,
    sms_word: null,
    source_code: null,
    external_id: null,
    organization: null,
    remark: null,
    isRefused: false,
    column: null,
    cells: null,
  };
}

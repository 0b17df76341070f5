import { type FieldValue, type SealedEntry } from './field-values.js';

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
  skills: string[];
  /** ISO 639 codes. */
  spoken: string[];
  trainings: { training_id: string; done_on: string }[];
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

export function blankRow(line: number): ReadRow {
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
    skills: [],
    spoken: [],
    trainings: [],
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

import { type Language } from '../../layout/i18n.js';
import { type Mapping } from './columns.js';
import { type FileFormat } from './file-format.js';

/**
 * A file of people on its way in.
 *
 *   uploaded, checked, refused --match--> uploaded --check--> checking --worker--> checked | refused
 *   checking --cancel--> uploaded
 *   checked --run--> running --worker--> done
 *   running --cancel--> stopping --worker, at a chunk's edge--> cancelled
 *
 * Nothing of the organization's people changes before `running`. What a run did is the batch's, which undoes it.
 */
export const IMPORT_STATES = [
  'uploaded',
  'checking',
  'checked',
  'refused',
  'running',
  'stopping',
  'done',
  'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const OUTCOMES = [
  'new',
  'updated',
  'unchanged',
  'possible-duplicate',
  'repeated',
  'rejected',
] as const;
/**
 * What becomes of a row. `possible-duplicate`: nobody has this email, but somebody of the same name lives at the same ZIP
 * code. `repeated`: the same person stands further up in the file; what that row lacks is taken from here.
 */
export type Outcome = (typeof OUTCOMES)[number];

/** What of a person that is there already may be overwritten. Everything else is only filled where it is blank. */
export const OVERWRITABLE = ['given_name', 'family_name', 'pronouns', 'language', 'fields'] as const;
export type Overwritable = (typeof OVERWRITABLE)[number];

export interface ImportRules {
  /** `skip` leaves people who are there already as they are. */
  onMatch: 'fill' | 'skip';
  overwrite: Overwritable[];
  /** Two rows with one email are one person, or one person for each given name (households). */
  sameEmail: 'one-person' | 'by-name';
  onPossibleDuplicate: 'create' | 'skip';
  /** Given to everybody in the file. */
  tags: string[];
  /** Of people whose row names none. */
  language: Language;
  /** Organizations in the file that the chapter does not know: added as prospects, or left out. Older imports say nothing. */
  newOrganizations?: 'add' | 'leave';
  /**
   * People whose "yes" to mail a rule of opt-in wants confirmed: each is asked by a mail, or they come unsubscribed. Older
   * imports say nothing.
   */
  optIn?: 'ask' | 'leave';
  /** Whose ids the column of external ids holds. */
  system: string;
}

export const CHANNELS = ['email', 'sms'] as const;
/** The word of whoever brings the file that its people agreed; it becomes the text of each consent. */
export interface Attestation {
  source: 'event-sheet' | 'partner' | 'form' | 'other';
  text: string;
  /** ISO 8601 date; null where nobody knows. */
  collectedOn: string | null;
  channels: (typeof CHANNELS)[number][];
}

/**
 * Rows by outcome, how many of them have a remark, how many are of people who get no email whatever the file says, how many
 * say a "yes" that must be confirmed, and how many organizations it names that the chapter does not know. Before the dry run
 * it is empty.
 */
export type Counted = Partial<Record<Outcome, number>> & {
  remarks?: number;
  unsubscribed?: number;
  toConfirm?: number;
  unknownOrganizations?: number;
  /** Columns of which cells seem to tell who was exploited; forgotten with the run. */
  statusCells?: { heading: string; rows: number }[];
};

export interface Import {
  id: string;
  ownerId: string;
  ownerName: string;
  name: string;
  state: ImportState;
  fileId: string | null;
  format: FileFormat;
  headings: string[];
  preset: string | null;
  mapping: Mapping;
  rules: ImportRules;
  consent: Attestation | null;
  /** Why the file cannot be read to its end. */
  refusal: string | null;
  totalRows: number;
  doneRows: number;
  counted: Counted;
  batchId: string | null;
  isPractice: boolean;
  madeBy: string | null;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** How long an import can be undone. */
export const UNDO_DAYS = 30;

export const DEFAULT_RULES: ImportRules = {
  onMatch: 'fill',
  overwrite: [],
  sameEmail: 'one-person',
  onPossibleDuplicate: 'create',
  tags: [],
  newOrganizations: 'leave',
  optIn: 'leave',
  language: 'en',
  system: 'file',
};

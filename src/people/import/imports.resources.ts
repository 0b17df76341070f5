import { ApiProperty } from '@nestjs/swagger';
import { LANGUAGES, type Language } from '../../layout/i18n.js';
import { COLUMN_KINDS, type ColumnKind, type Mapping } from './columns.js';
import {
  type Attestation,
  CHANNELS,
  IMPORT_STATES,
  OVERWRITABLE,
  type Overwritable,
  UNDO_DAYS,
} from './import.entity.js';
import { type FileFormat } from './file-format.js';
import { type FoundImport } from './imports.sql.js';
import { ImportCounts } from './import-counts.resources.js';

const STATES = [...IMPORT_STATES, 'undoing', 'undone'] as const;
type ShownState = (typeof STATES)[number];

export class ColumnResource {
  @ApiProperty({ description: 'As the file calls it; of a file without headings its number' })
  heading: string;
  @ApiProperty({ enum: COLUMN_KINDS, enumName: 'ColumnKind' })
  is: ColumnKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  field_id: string | null;

  static of(headings: readonly string[], mapping: Mapping): ColumnResource[] {
    return headings.map((heading, at) => ({
      heading,
      is: mapping[at]!.is,
      field_id: mapping[at]!.fieldId ?? null,
    }));
  }
}

export class ImportFormat {
  @ApiProperty({ enum: ['text', 'workbook'] })
  kind: 'text' | 'workbook';
  @ApiProperty({ type: String, nullable: true, description: 'Of a text: its character encoding' })
  encoding: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a text: what stands between two cells' })
  delimiter: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a workbook: which of its sheets' })
  sheet: string | null;
  @ApiProperty({ type: [String], description: 'Of a workbook: the sheets to choose from' })
  sheets: string[];
  @ApiProperty()
  has_headings: boolean;

  static from(this: void, format: FileFormat): ImportFormat {
    return format.kind === 'text'
      ? {
          kind: 'text',
          encoding: format.encoding,
          delimiter: format.delimiter,
          sheet: null,
          sheets: [],
          has_headings: format.hasHeadings,
        }
      : {
          kind: 'workbook',
          encoding: null,
          delimiter: null,
          sheet: format.sheet,
          sheets: format.sheets,
          has_headings: format.hasHeadings,
        };
  }
}

export class ImportRulesResource {
  @ApiProperty({ enum: ['fill', 'skip'] })
  on_match: 'fill' | 'skip';
  @ApiProperty({ enum: OVERWRITABLE, isArray: true })
  overwrite: Overwritable[];
  @ApiProperty({ enum: ['one-person', 'by-name'] })
  same_email: 'one-person' | 'by-name';
  @ApiProperty({ enum: ['create', 'skip'] })
  on_possible_duplicate: 'create' | 'skip';
  @ApiProperty({ type: [String] })
  tags: string[];
  @ApiProperty({ enum: ['add', 'leave'] })
  new_organizations: 'add' | 'leave';
  @ApiProperty({ enum: ['ask', 'leave'] })
  opt_in: 'ask' | 'leave';
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  @ApiProperty()
  system: string;
}

export class AttestationResource {
  @ApiProperty({ enum: ['event-sheet', 'partner', 'form', 'other'] })
  source: Attestation['source'];
  @ApiProperty()
  text: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  collected_on: string | null;
  @ApiProperty({ enum: CHANNELS, isArray: true })
  channels: Attestation['channels'];
}

export class ImportUndo {
  @ApiProperty({ description: 'People who were made by it and are gone' })
  removed: number;
  @ApiProperty({ description: 'Things that are again what they were' })
  restored: number;
  @ApiProperty({ description: 'Things that stay, because somebody changed or used them since' })
  left: number;
}

export class ImportResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ enum: STATES })
  state: ShownState;
  @ApiProperty({ type: ImportFormat })
  format: ImportFormat;
  @ApiProperty({ type: String, nullable: true, description: 'The system whose export it seems to be' })
  preset: string | null;
  @ApiProperty({ type: [ColumnResource] })
  columns: ColumnResource[];
  @ApiProperty({ type: ImportRulesResource })
  rules: ImportRulesResource;
  @ApiProperty({ type: AttestationResource, nullable: true, description: 'Null: nobody is subscribed by it' })
  consent: AttestationResource | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why the file could not be read to its end' })
  refusal: string | null;
  @ApiProperty({ description: 'Rows of the file; 0 until it was checked' })
  total_rows: number;
  @ApiProperty({ description: 'How far the dry run or the run is' })
  done_rows: number;
  @ApiProperty({ type: ImportCounts, nullable: true, description: 'Null until it was checked' })
  counts: ImportCounts | null;
  @ApiProperty({ type: ImportUndo, nullable: true })
  undo: ImportUndo | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null where it cannot be undone',
  })
  undoable_until: string | null;
  @ApiProperty({ type: String, nullable: true })
  made_by: string | null;
  @ApiProperty()
  is_practice: boolean;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at: string | null;

  static from(this: void, it: FoundImport): ImportResource {
    const { rules, consent, format, undone } = it;
    const isUndoing = it.batchState === 'undoing' || it.batchState === 'undone';
    const isUndoable = it.finishedAt !== null && !isUndoing;
    return {
      id: it.id,
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      name: it.name,
      state: isUndoing ? (it.batchState as ShownState) : it.state,
      format: ImportFormat.from(format),
      preset: it.preset,
      columns: ColumnResource.of(it.headings, it.mapping),
      rules: {
        on_match: rules.onMatch,
        overwrite: rules.overwrite,
        same_email: rules.sameEmail,
        on_possible_duplicate: rules.onPossibleDuplicate,
        tags: rules.tags,
        new_organizations: rules.newOrganizations ?? 'leave',
        opt_in: rules.optIn ?? 'leave',
        language: rules.language,
        system: rules.system,
      },
      consent: consent && {
        source: consent.source,
        text: consent.text,
        collected_on: consent.collectedOn,
        channels: consent.channels,
      },
      refusal: it.refusal,
      total_rows: it.totalRows,
      done_rows: it.doneRows,
      counts: ImportCounts.of(it),
      undo: undone && { removed: undone.removed, restored: undone.restored, left: undone.left },
      undoable_until: isUndoable
        ? new Date(it.finishedAt!.getTime() + UNDO_DAYS * 86_400_000).toISOString()
        : null,
      made_by: it.madeByName,
      is_practice: it.isPractice,
      created_at: it.createdAt.toISOString(),
      finished_at: it.finishedAt?.toISOString() ?? null,
    };
  }
}

export class ImportPage {
  @ApiProperty({ type: [ImportResource] })
  data: ImportResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

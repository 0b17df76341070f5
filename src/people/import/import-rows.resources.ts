import { ApiProperty } from '@nestjs/swagger';
import { type ChangeAhead, CHANGED_THINGS } from './changes-ahead.sql.js';
import { OUTCOMES, type Outcome } from './import.entity.js';
import { type ListedRow } from './imports.sql.js';
import { type SavedMapping } from './mappings.sql.js';

export class ImportPreview {
  @ApiProperty({
    type: 'array',
    items: { type: 'array', items: { type: 'string' } },
    description: 'The first rows',
  })
  rows: string[][];
}

/** One thing that a run would change of somebody who is there already. */
export class ImportChangeResource {
  @ApiProperty({ enum: CHANGED_THINGS })
  what: (typeof CHANGED_THINGS)[number];
  @ApiProperty({
    type: String,
    nullable: true,
    description: "With `field`: what the organization's field is called",
  })
  field: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null for what is added' })
  before: string | null;
  @ApiProperty()
  after: string;

  static from(this: void, { what, field, before, after }: ChangeAhead): ImportChangeResource {
    return {
      what,
      field: field && (field.en ?? Object.values(field)[0] ?? ''),
      before: before === null ? null : asText(before),
      after: asText(after),
    };
  }
}

function asText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

export class ImportRowResource {
  @ApiProperty({ description: 'The row of the file, from 1, headings left out' })
  place: number;
  @ApiProperty({ description: 'The line of the file on which it begins' })
  line: number;
  @ApiProperty({ enum: OUTCOMES })
  outcome: Outcome;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who it is, where they are there',
  })
  person_id: string | null;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({ type: [String] })
  emails: string[];
  @ApiProperty({ type: [String] })
  phones: string[];
  @ApiProperty()
  zip: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it is rejected, or what of it is left out' })
  remark: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The column that the remark is about' })
  column: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Where the same person stands first' })
  repeats: number | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "A possible duplicate's other one",
  })
  like_id: string | null;
  @ApiProperty({
    type: [ImportChangeResource],
    description: 'After the dry run, of an updated row: what the run would change',
  })
  changes: ImportChangeResource[];

  static from(this: void, it: ListedRow, changes: readonly ChangeAhead[]): ImportRowResource {
    return {
      place: it.place,
      line: it.line,
      outcome: it.outcome,
      person_id: it.personId,
      given_name: it.givenName ?? '',
      family_name: it.familyName ?? '',
      emails: it.emails,
      phones: it.phones,
      zip: it.zip,
      remark: it.remark,
      column: it.column,
      repeats: it.repeats,
      like_id: it.likeId,
      changes: changes.map(ImportChangeResource.from),
    };
  }
}

export class ImportRowPage {
  @ApiProperty({ type: [ImportRowResource] })
  data: ImportRowResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export class ImportMappingResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  name: string;
  @ApiProperty({ format: 'date-time' })
  changed_at: string;

  static from(this: void, { id, ownerId, name, changedAt }: SavedMapping): ImportMappingResource {
    return { id, owner_id: ownerId, name, changed_at: changedAt.toISOString() };
  }
}

export class ImportMappingList {
  @ApiProperty({ type: [ImportMappingResource] })
  data: ImportMappingResource[];
}

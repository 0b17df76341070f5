import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../staff/audit/list-file.access.js';
import { type ReferenceImport } from './reference-imports.sql.js';

export class ReferenceImportResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: ['districts', 'zip-points', 'officials'] })
  kind: ReferenceImport['kind'];
  @ApiProperty({ enum: ['queued', 'running', 'finished', 'failed'] })
  state: ReferenceImport['state'];
  @ApiProperty()
  title: string;
  @ApiProperty({ description: 'How much is done; what it counts is the import’s own matter' })
  done_count: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Null until it is known' })
  total_count: number | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What changed, once it is finished: counts, and sentences about what was left out',
  })
  report: Record<string, unknown> | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed, for a person' })
  error: string | null;
  @ApiProperty({ format: 'date-time' })
  created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  finished_at: string | null;

  static from(this: void, load: ReferenceImport): ReferenceImportResource {
    const { id, kind, state, title, done_count, total_count, report, error } = load;
    return {
      ...{ id, kind, state, title, done_count, total_count, report, error },
      created_at: load.created_at.toISOString(),
      finished_at: load.finished_at?.toISOString() ?? null,
    };
  }
}

export class ReferenceImportPage {
  @ApiProperty({ type: [ReferenceImportResource] })
  data: ReferenceImportResource[];
  @ApiProperty({ type: String, nullable: true })
  next: string | null;
}

export const REFERENCE_IMPORT_FILE: ListFile<ReferenceImportResource> = {
  noun: 'reference-imports',
  ownerOf: () => null,
  columns: {
    Import: (it) => it.title,
    Kind: (it) => it.kind,
    State: (it) => it.state,
    Done: (it) => it.done_count,
    Of: (it) => it.total_count,
    'What went wrong': (it) => it.error,
    'Begun at': (it) => it.created_at,
    'Finished at': (it) => it.finished_at,
  },
};

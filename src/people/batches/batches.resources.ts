import { ApiProperty } from '@nestjs/swagger';
import { type LeftAsIs } from '../changes/undo.sql.js';
import { type Batch, type BatchKind, type BatchState } from './batches.sql.js';

export class BatchResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty({ enum: ['import', 'bulk', 'merge'] })
  kind: BatchKind;
  @ApiProperty()
  reason: string;
  @ApiProperty({ enum: ['previewed', 'running', 'done', 'cancelled', 'undoing', 'undone'] })
  state: BatchState;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of an undo: people removed whom the batch had made',
  })
  removed: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of an undo: things that are again what they were',
  })
  restored: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Of an undo: things that were changed since, and stay',
  })
  left: number | null;
  @ApiProperty({ type: String, nullable: true })
  made_by: string | null;
  @ApiProperty({ format: 'date-time' })
  made_at: string;
  @ApiProperty({ type: String, nullable: true })
  undone_by: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  undone_at: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null: it cannot be undone',
  })
  undoable_until: string | null;

  static from(it: Batch): BatchResource {
    const figure = (name: string): number | null => {
      const value = { ...it.counted, ...(it.counted['undone'] as object | undefined) }[name];
      return typeof value === 'number' ? value : null;
    };
    return {
      id: it.id,
      owner_id: it.ownerId,
      kind: it.kind,
      reason: it.reason,
      state: it.state,
      removed: figure('removed'),
      restored: figure('restored'),
      left: figure('left'),
      made_by: it.madeBy,
      made_at: it.madeAt.toISOString(),
      undone_by: it.undoneBy,
      undone_at: it.undoneAt?.toISOString() ?? null,
      undoable_until: it.undoableUntil?.toISOString() ?? null,
    };
  }
}

export class BatchList {
  @ApiProperty({ type: [BatchResource] })
  data: BatchResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

class LeftResource implements LeftAsIs {
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  given_name: string;
  @ApiProperty()
  family_name: string;
  @ApiProperty({
    description: 'given_name, email, tag ...; person: they stay because of what they did since',
  })
  field: string;
}

export class LeftList {
  @ApiProperty({ type: [LeftResource] })
  data: LeftResource[];
}

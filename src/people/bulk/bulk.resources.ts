import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class BulkPreview {
  @ApiProperty({ description: 'People chosen, as far as you see them' })
  people: number;
  @ApiProperty({ description: 'Of them, those who would become different' })
  changed: number;
}

export class BulkResource extends BulkPreview {
  @ApiProperty({
    format: 'uuid',
    type: String,
    nullable: true,
    description: 'What can be undone; null where nothing changed',
  })
  batch_id: string | null;
  @ApiProperty({ description: 'False for "unsubscribe": a withdrawn consent is evidence, and stays' })
  is_undoable: boolean;
  @ApiPropertyOptional({
    type: [String],
    description: 'Where what was written seems to tell who was exploited',
  })
  warnings?: string[];
}

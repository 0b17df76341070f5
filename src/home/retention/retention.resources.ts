import { ApiProperty } from '@nestjs/swagger';
import { DATA_CLASSES, type DataClass } from './retention.js';

export class RetentionRuleResource {
  @ApiProperty({ enum: DATA_CLASSES })
  data_class: DataClass;
  @ApiProperty({ description: 'As decided, or as proposed while it is off' })
  keep_days: number;
  @ApiProperty()
  is_on: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The dry run: how many rows are older now, in full fives; null: fewer than five',
  })
  expired_count: number | null;
}

export class PurgeResource {
  @ApiProperty({ enum: DATA_CLASSES })
  data_class: DataClass;
  @ApiProperty({ format: 'date-time' })
  older_than: string;
  @ApiProperty({ type: Number, nullable: true, description: 'Rows, in full fives; null: fewer than five' })
  count: number | null;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class RetentionResource {
  @ApiProperty({ type: [RetentionRuleResource] })
  rules: RetentionRuleResource[];
  @ApiProperty({ type: [PurgeResource], description: 'What went, newest first' })
  log: PurgeResource[];
}

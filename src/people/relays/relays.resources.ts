import { ApiProperty } from '@nestjs/swagger';

export class RelayResource {
  @ApiProperty({ description: 'Mail to it, from whom of staff may open the record, reaches the person' })
  address: string;
  @ApiProperty({ format: 'date-time' })
  started_at: string;
}

export class RelayAnswer {
  @ApiProperty({ type: RelayResource, nullable: true, description: 'Null where none runs' })
  relay: RelayResource | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What stands against beginning one, in a sentence; null where nothing does',
  })
  missing: string | null;
}

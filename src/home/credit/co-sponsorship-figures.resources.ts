import { ApiProperty } from '@nestjs/swagger';

/** What one co-sponsor may know of one action it stands beside. */
export class CoSponsorshipFigureResource {
  @ApiProperty({ format: 'uuid', description: 'Of the co-sponsorship' })
  id: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null until its link is made, or once it is retired',
  })
  code: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The short address to pass on' })
  url: string | null;
  @ApiProperty({ description: 'Whether it is given numbers at all' })
  is_counted: boolean;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Deeds by its link until the last midnight (UTC), in steps of five; null for fewer than five, and where it is given no numbers',
  })
  deeds: number | null;
}

export class CoSponsorshipFigureList {
  @ApiProperty({ type: [CoSponsorshipFigureResource] })
  data: CoSponsorshipFigureResource[];
}

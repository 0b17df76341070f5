import { ApiProperty } from '@nestjs/swagger';

const ADDED = [
  'chapters',
  'partners',
  'people',
  'petitions',
  'events',
  'letter campaigns',
  'campaigns',
  'mailings',
] as const;

export class AddedToPractice {
  @ApiProperty({ enum: ADDED })
  kind: (typeof ADDED)[number];
  @ApiProperty()
  count: number;
  @ApiProperty({ type: [String], description: 'Names of up to five, newest first; never of people' })
  names: string[];
}

export class PracticeResource {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of the practice coalition; null where there is none',
  })
  name: string | null;
  @ApiProperty({
    type: [AddedToPractice],
    description: 'What was added to it since it was loaded, as far as you see it',
  })
  added: AddedToPractice[];
  @ApiProperty({ description: 'Whether a real coalition exists, so that none has to be founded' })
  has_real_coalition: boolean;
}

export class PracticeRemoval {
  @ApiProperty({
    description: 'Rows removed by table. What went with them (signatures, addresses …) is not counted.',
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { people: 1200, petitions: 3 },
  })
  removed: Record<string, number>;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Signs the first administrator in, once, within 30 minutes; null where no coalition was founded',
  })
  sign_in_url: string | null;
}

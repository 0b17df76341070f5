import { ApiProperty } from '@nestjs/swagger';

export class PracticeRemoval {
  @ApiProperty({
    description: 'Rows removed by table. What went with them (signatures, addresses …) is not counted.',
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { people: 1200, petitions: 3 },
  })
  removed: Record<string, number>;
}

import { ApiProperty } from '@nestjs/swagger';
import { toldInSteps } from '../../engagement/few.access.js';
import { type CopyFigures } from './kit-figures.sql.js';

const IN_STEPS = 'Until the last midnight (UTC), in steps of five; null for fewer than five';

export class KitFiguresRow {
  @ApiProperty({ format: 'uuid', description: 'The chapter' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ enum: ['draft', 'live', 'ended'], description: 'Of its campaign' })
  state: string;
  @ApiProperty({ format: 'date-time' })
  copied_at: string;
  @ApiProperty({
    description: 'Petitions, events and letters of its campaign that are or were open to the public',
  })
  actions: number;
  @ApiProperty({ type: Number, nullable: true, description: IN_STEPS })
  signatures: number | null;
  @ApiProperty({ type: Number, nullable: true, description: IN_STEPS })
  sign_ups: number | null;
  @ApiProperty({ type: Number, nullable: true, description: IN_STEPS })
  letters: number | null;

  static from(it: CopyFigures): KitFiguresRow {
    return {
      owner_id: it.ownerId,
      owner_name: it.name,
      state: it.state,
      copied_at: it.copiedAt.toISOString(),
      actions: it.petitions + it.events + it.letters,
      signatures: toldInSteps(it.signatures),
      sign_ups: toldInSteps(it.signUps),
      letters: toldInSteps(it.lettersWritten),
    };
  }
}

export class KitFiguresList {
  @ApiProperty({ type: [KitFiguresRow], description: 'A line for each chapter that copied the kit' })
  data: KitFiguresRow[];
}

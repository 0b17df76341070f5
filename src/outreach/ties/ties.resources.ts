import { ApiProperty } from '@nestjs/swagger';
import { type Tie, TIE_KINDS, type TieKind } from './tie.js';

export class TieResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  person_name: string;
  @ApiProperty({ format: 'uuid' })
  official_id: string;
  @ApiProperty()
  official_name: string;
  @ApiProperty({ enum: TIE_KINDS })
  kind: TieKind;
  @ApiProperty({ minimum: 1, maximum: 5 })
  strength: number;
  @ApiProperty({ description: 'Who says so' })
  said_by: string;
  @ApiProperty({ format: 'date', description: 'When it was last known to be so' })
  verified_on: string;

  static from(this: void, tie: Tie): TieResource {
    return {
      id: tie.id,
      person_id: tie.personId,
      person_name: tie.personName,
      official_id: tie.officialId,
      official_name: tie.officialName,
      kind: tie.kind,
      strength: tie.strength,
      said_by: tie.saidBy,
      verified_on: tie.verifiedOn,
    };
  }
}

export class TieList {
  @ApiProperty({ type: [TieResource], description: 'The strongest first' })
  data: TieResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsUUID,
  Min,
  ValidateIf,
} from 'class-validator';
import { says } from '../../layout/forms.js';

const CHOOSE = { message: says('chooseOne') };
const MOST_PIECES = 50;

export class NewKitVersion {
  @ApiProperty({
    type: [String],
    description: 'Ids of the network’s own petitions, events and letters of this campaign that the kit holds',
  })
  @IsArray()
  @ArrayMaxSize(MOST_PIECES)
  @ArrayUnique()
  @IsUUID('all', { each: true, ...CHOOSE })
  pieces: string[];
}

export class NewKitCopy {
  @ApiProperty({ format: 'uuid', description: 'The chapter whose campaign it becomes' })
  @IsUUID('all', CHOOSE)
  owner_id: string;
}

export class NewKitPiece {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  piece_id: string;
}

export class KitUpdate {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null for the campaign’s own words',
  })
  @ValidateIf((_form, value) => value !== null)
  @IsUUID('all', CHOOSE)
  piece_id: string | null;

  @ApiProperty({ description: 'The version that was looked at' })
  @IsInt(CHOOSE)
  @Min(1, CHOOSE)
  version: number;

  @ApiProperty({
    description: 'True takes what you have not changed yourself; false leaves everything as it is',
  })
  @IsBoolean()
  is_taken: boolean;
}

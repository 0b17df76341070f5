import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { ActionQuery } from '../partners/participation/action-query.access.js';
import {
  ACTION_KINDS,
  type ActionKind,
  type ActionLevel,
  LEVELS,
} from '../partners/participation/participation.access.js';
import { CO_SPONSOR_ROLES, type CoSponsorRole, SHARINGS, type Sharing } from './co-sponsor.js';

const CHOOSE = { message: says('chooseOne') };
const NUMBER = { message: says('numberWrong') };
const MOST_PEOPLE = 1_000_000;

/** What an action asks of those who stand beside it. */
export class ActionTermsForm extends ActionQuery {
  @ApiProperty({ description: 'It asks a decision maker about legislation' })
  @IsBoolean()
  is_lobbying: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null: about none of the topics',
  })
  @ValidateIf(({ topic_id }: ActionTermsForm) => topic_id !== null)
  @IsUUID('all', CHOOSE)
  topic_id: string | null;

  @ApiProperty({ enum: LEVELS, description: 'Of government; empty where none is meant' })
  @IsIn(LEVELS, CHOOSE)
  level: ActionLevel;
}

/** How a co-sponsor is named, and what it is given. */
export class CoSponsorTerms {
  @ApiPropertyOptional({ enum: CO_SPONSOR_ROLES, default: 'co-sponsor' })
  @IsOptional()
  @IsIn(CO_SPONSOR_ROLES, CHOOSE)
  role?: CoSponsorRole;

  @ApiPropertyOptional({
    enum: SHARINGS,
    default: 'none',
    description: 'Nothing, its counts, or the people who tick its own box (under an agreement)',
  })
  @IsOptional()
  @IsIn(SHARINGS, CHOOSE)
  sharing?: Sharing;

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 1, description: 'At most so many people' })
  @IsOptional()
  @ValidateIf((_form, value) => value !== null)
  @IsInt(NUMBER)
  @Min(1, NUMBER)
  @Max(MOST_PEOPLE, NUMBER)
  cap?: number | null;
}

export class NewCoSponsor extends CoSponsorTerms {
  @ApiProperty({ enum: ACTION_KINDS })
  @IsIn(ACTION_KINDS, CHOOSE)
  action_kind: ActionKind;

  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  action_id: string;

  @ApiProperty({ format: 'uuid', description: 'The partner organization' })
  @IsUUID('all', CHOOSE)
  organization_id: string;
}

/** An answer that staff were told: by whom, and how. The organization's own people give theirs without it. */
export class CoSponsorAnswer {
  @ApiProperty({ description: 'Who answered for the organization, and how: it is kept' })
  @Trimmed()
  @MinLength(2, { message: says('required') })
  @MaxLength(200, { message: says('tooLong') })
  answered_by: string;
}

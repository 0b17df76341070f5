import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { TimeZone, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { LOCAL_TIME } from '../../platform/clock/local-time.js';
import { PageQuery } from '../../platform/paging/paging.js';
import {
  type Answer,
  ANSWERS,
  DECISION_RESULTS,
  DECISION_RULES,
  DECISION_STATES,
  type DecisionResult,
  type DecisionRule,
  type DecisionState,
} from './decision.js';

const CHOOSE = { message: says('chooseOne') };
const REQUIRED = { message: says('required') };
const TOO_LONG = { message: says('tooLong') };
const MOST_PARTIES = 500;

export class DecisionQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only decisions of this chapter' })
  @IsOptional()
  @IsUUID('all')
  owner_id?: string;

  @ApiPropertyOptional({ enum: DECISION_STATES })
  @IsOptional()
  @IsIn(DECISION_STATES)
  state?: DecisionState;
}

/** What is not sent stays. The rule is for good: nobody changes it once partners know what they answer to. */
export class DecisionChanges {
  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  title?: string;

  @ApiPropertyOptional({
    description: 'The proposal. One that was answered stays, and this becomes the next version',
  })
  @IsOptional()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(20_000, TOO_LONG)
  text?: string;

  @ApiPropertyOptional({ description: 'By the clock of the zone, as 2026-12-05T10:00' })
  @IsOptional()
  @Matches(LOCAL_TIME, { message: says('dateWrong') })
  deadline_local?: string;

  @ApiPropertyOptional({ description: "An IANA zone; the owner's without one" })
  @IsOptional()
  @TimeZone()
  time_zone?: string;
}

export class NewDecision extends DecisionChanges {
  @ApiProperty({ format: 'uuid' })
  @IsUUID('all', CHOOSE)
  owner_id: string;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(200, TOO_LONG)
  declare title: string;

  @ApiProperty()
  @Trimmed()
  @MinLength(1, REQUIRED)
  @MaxLength(20_000, TOO_LONG)
  declare text: string;

  @ApiProperty({ description: 'By the clock of the zone, as 2026-12-05T10:00' })
  @Matches(LOCAL_TIME, { message: says('dateWrong') })
  declare deadline_local: string;

  @ApiProperty({ enum: DECISION_RULES })
  @IsIn(DECISION_RULES, CHOOSE)
  rule: DecisionRule;

  @ApiPropertyOptional({
    type: [String],
    description: 'Partners of the owner, as in /api/v1/partners; without them, all that are active',
  })
  @IsOptional()
  @IsUUID('all', { each: true, ...CHOOSE })
  @ArrayUnique()
  @ArrayMinSize(1, CHOOSE)
  @ArrayMaxSize(MOST_PARTIES)
  partner_ids?: string[];
}

export class DecisionAnswer {
  @ApiProperty({ format: 'uuid', description: 'For which partner, as in /api/v1/partners' })
  @IsUUID('all', CHOOSE)
  partner_id: string;

  @ApiProperty({ description: 'The version of the text that was read; a newer one is another question' })
  @IsInt()
  @Min(1)
  version: number;

  @ApiProperty({ enum: ANSWERS })
  @IsIn(ANSWERS, CHOOSE)
  answer: Answer;

  @ApiPropertyOptional()
  @IsOptional()
  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  reason?: string;
}

export class DecisionAnswerOnWord extends DecisionAnswer {
  @ApiProperty({ description: 'Who at the partner said so, and how' })
  @Trimmed()
  @MinLength(3, REQUIRED)
  @MaxLength(300, TOO_LONG)
  said_by: string;
}

export class DecisionRuling {
  @ApiProperty({ enum: DECISION_RESULTS })
  @IsIn(DECISION_RESULTS, CHOOSE)
  result: DecisionResult;

  @ApiProperty({ description: 'Who chairs, and has decided' })
  @Trimmed()
  @MinLength(3, REQUIRED)
  @MaxLength(300, TOO_LONG)
  ruled_by: string;
}

import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { DEEDS, type Did } from '../engagement/engagement.access.js';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';
import { PageQuery } from '../platform/paging/paging.js';
import {
  JOURNEY_STATES,
  type JourneyState,
  RUN_STATES,
  type RunState,
  STEP_KINDS,
  TESTS,
  WAIT_UNITS,
} from './journey.js';

/** More is two journeys: nobody can read it. */
const MOST_STEPS = 30;

/** Only for steps of these kinds; whatever else was sent there is dropped by the service. */
const of = (...kinds: (typeof STEP_KINDS)[number][]): PropertyDecorator =>
  ValidateIf((step: StepForm) => kinds.includes(step.kind));
const asks = (...tests: (typeof TESTS)[number][]): PropertyDecorator =>
  ValidateIf((step: StepForm) => step.kind === 'condition' && tests.includes(step.test!));

export class StepForm {
  @ApiProperty({ enum: STEP_KINDS })
  @IsIn(STEP_KINDS)
  kind: (typeof STEP_KINDS)[number];

  @ApiPropertyOptional({ description: 'Of wait: how long, 1 to 365' })
  @of('wait')
  @IsInt({ message: 'Say how long.' })
  @Min(1)
  @Max(365)
  amount?: number;

  @ApiPropertyOptional({ enum: WAIT_UNITS })
  @of('wait')
  @IsIn(WAIT_UNITS)
  unit?: (typeof WAIT_UNITS)[number];

  @ApiPropertyOptional({ description: "Of wait-until: HH:MM by the organization's clock" })
  @of('wait-until')
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'Write the time as 09:00.' })
  time?: string;

  @ApiPropertyOptional({ enum: TESTS, description: 'Of condition: what is asked' })
  @of('condition')
  @IsIn(TESTS)
  test?: (typeof TESTS)[number];

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    description:
      'Of condition: the place (from 0) where those go on for whom it does not hold; null ends it for them',
  })
  @ValidateIf((step: StepForm) => step.kind === 'condition' && step.otherwise !== null)
  @IsInt()
  otherwise?: number | null;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of add-tag, remove-tag and the test has-tag' })
  @ValidateIf((step: StepForm) => ['add-tag', 'remove-tag'].includes(step.kind) || step.test === 'has-tag')
  @IsUUID('all', { message: 'Choose a tag.' })
  tag_id?: string;

  @ApiPropertyOptional({ enum: DEEDS, description: 'Of the test did: what they did since it began for them' })
  @asks('did')
  @IsIn(DEEDS)
  did?: Did;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'To which petition, event ...',
  })
  @asks('did')
  @IsOptional()
  @IsUUID()
  what_id?: string | null;

  @ApiPropertyOptional({ format: 'uuid', description: 'Of mail: which template of the same organization' })
  @of('mail')
  @IsUUID('all', { message: 'Choose a template.' })
  template_id?: string;
}

export class JourneyContent {
  @ApiProperty({ description: 'For the staff, and for timelines: "was mailed: Welcome"' })
  @Trimmed()
  @IsString()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, { message: says('tooLong') })
  name: string;

  @ApiProperty({ enum: DEEDS, description: 'The deed that starts it' })
  @IsIn(DEEDS)
  did: Did;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Of this petition, event ...; of any',
  })
  @ValidateIf((_, value) => value !== null)
  @IsUUID()
  what_id: string | null;

  @ApiProperty({ description: 'What that is called; empty for any' })
  @Trimmed()
  @IsString()
  @MaxLength(300, { message: says('tooLong') })
  what_title: string;

  @ApiProperty({ description: 'Whether every further deed starts it again for the same person' })
  @IsBoolean()
  repeats: boolean;

  @ApiProperty({ type: [StepForm] })
  @IsArray()
  @ArrayMaxSize(MOST_STEPS, { message: `More than ${MOST_STEPS} steps are two journeys.` })
  @ValidateNested({ each: true })
  @Type(() => StepForm)
  steps: StepForm[];
}

export class NewJourney extends JourneyContent {
  @ApiProperty({ format: 'uuid', description: 'Whose people it is for, and in whose name it mails' })
  @IsUUID()
  owner_id: string;
}

export class JourneyChanges extends PartialType(JourneyContent) {}

export class JourneyQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  owner_id?: string;

  @ApiPropertyOptional({ enum: JOURNEY_STATES })
  @IsOptional()
  @IsIn(JOURNEY_STATES)
  state?: JourneyState;
}

export class RunQuery extends PageQuery {
  @ApiPropertyOptional({ enum: RUN_STATES })
  @IsOptional()
  @IsIn(RUN_STATES)
  state?: RunState;
}

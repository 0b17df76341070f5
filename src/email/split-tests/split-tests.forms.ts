import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { MailBody } from '../compose/mail-body.access.js';
import { type Metric, METRICS, type Variant, VARIANTS } from './split-test.js';

const TOO_LONG = { message: says('tooLong') };
const isSaid = (value: unknown): boolean => value !== null && value !== undefined;

/** What a version says differently. */
export class VariantForm {
  @ApiProperty({ type: String, nullable: true, description: "Null is the mailing's" })
  @ValidateIf((form: VariantForm) => isSaid(form.subject))
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  subject: string | null = null;

  @ApiProperty({ type: String, nullable: true, description: "Null is the mailing's" })
  @ValidateIf((form: VariantForm) => isSaid(form.from_name))
  @Trimmed()
  @IsString()
  @MaxLength(100, TOO_LONG)
  from_name: string | null = null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: "Tiptap JSON; null is the mailing's",
  })
  @ValidateIf((form: VariantForm) => isSaid(form.body))
  @MailBody()
  body: Record<string, unknown> | null = null;
}

export class SplitTestForm {
  @ApiProperty({ minimum: 10, maximum: 50, description: 'Of the audience, all versions together' })
  @IsInt()
  @Min(10)
  @Max(50)
  sample_percent: number;

  @ApiProperty({
    enum: METRICS,
    description: 'What the versions are compared by; opens are made by machines as well',
  })
  @IsIn(METRICS)
  metric: Metric;

  @ApiProperty({ minimum: 1, maximum: 48 })
  @IsInt()
  @Min(1)
  @Max(48)
  wait_hours: number;

  @ApiProperty({
    minimum: 0.1,
    maximum: 20,
    description: 'Stops where more of those who got a version unsubscribe, in percent',
  })
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(0.1)
  @Max(20)
  most_leaving_percent: number;

  @ApiProperty({ type: [VariantForm], description: 'Versions B to D; A is the mailing itself' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(VARIANTS.length - 1)
  @ValidateNested({ each: true })
  @Type(() => VariantForm)
  variants: VariantForm[];
}

export class WinnerForm {
  @ApiProperty({ enum: VARIANTS })
  @IsIn(VARIANTS)
  variant: Variant;
}

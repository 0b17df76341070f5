import { ApiProperty } from '@nestjs/swagger';
import { type Language, LANGUAGES } from '../../layout/i18n.js';

export class WinBackText {
  @ApiProperty({ enum: LANGUAGES })
  language: Language;
  @ApiProperty()
  subject: string;
  @ApiProperty()
  preview_text: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: "The editor's document" })
  body: Record<string, unknown>;
}

export class ChosenTemplates {
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  en: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  es: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  pt: string | null;
}

export class SunsetRuleResource {
  @ApiProperty({ format: 'uuid' })
  organization_id: string;
  @ApiProperty()
  is_on: boolean;
  @ApiProperty()
  months: number;
  @ApiProperty()
  wait_days: number;
  @ApiProperty({ type: ChosenTemplates, description: 'Null is the standard text' })
  templates: ChosenTemplates;
  @ApiProperty({ type: [WinBackText], description: 'What people are asked where no template is chosen' })
  standard_texts: WinBackText[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The last one that asked' })
  mailing_id: string | null;
  @ApiProperty({ description: 'People who were asked, and have time to answer' })
  asked_count: number;
  @ApiProperty({ description: 'People whom mailings leave out' })
  asleep_count: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'The most that are asked a day: as many as no second person has to approve. Null for a network, each of whose questions waits for one',
  })
  most_a_day: number | null;
}

export class SunsetForecast {
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'People who would be asked now. Null where not even a part of them could be counted in time: ask later',
  })
  count: number | null;
  @ApiProperty({ description: 'Counted of a part of them, because all would take too long' })
  is_estimate: boolean;
}

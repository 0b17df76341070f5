import { ApiProperty } from '@nestjs/swagger';
import { type Language, LANGUAGES } from '../../layout/i18n.js';

export class ActionMessageResource {
  @ApiProperty({ description: 'Which mail: confirmation, receipt, reminder and the like' })
  step: string;

  @ApiProperty({ enum: LANGUAGES })
  language: Language;

  @ApiProperty({ description: 'False where the built-in words are sent' })
  is_own: boolean;

  @ApiProperty()
  subject: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Tiptap JSON' })
  body: Record<string, unknown>;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null for built-in words',
  })
  changed_at: string | null;
}

export class ActionMessageList {
  @ApiProperty({ type: [ActionMessageResource] })
  data: ActionMessageResource[];
}

export class ActionMessagePreview {
  @ApiProperty()
  subject: string;
  @ApiProperty()
  html: string;
  @ApiProperty()
  text: string;
}

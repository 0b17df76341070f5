import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { MailBody } from '../compose/mail-body.access.js';

const TOO_LONG = { message: says('tooLong') };

/** What a mailing says to people who read another language than it is written in. */
export class TranslationForm {
  @ApiProperty({ enum: LANGUAGES, description: "Not the mailing's own" })
  @IsIn(LANGUAGES)
  language: Language;

  @ApiProperty()
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  subject: string;

  @ApiProperty()
  @Trimmed()
  @IsString()
  @MaxLength(300, TOO_LONG)
  preview_text: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Tiptap JSON' })
  @MailBody()
  body: Record<string, unknown>;
}

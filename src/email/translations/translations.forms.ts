import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { MailText } from '../compose/mail-text.forms.js';

/** What a mailing says to people who read another language than it is written in. */
export class TranslationForm extends MailText {
  @ApiProperty({ enum: LANGUAGES, description: "Not the mailing's own" })
  @IsIn(LANGUAGES)
  language: Language;
}

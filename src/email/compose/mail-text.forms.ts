import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { MailBody } from './mail-body.access.js';

const TOO_LONG = { message: says('tooLong') };

/** What somebody wrote for many to read, in one language. */
export abstract class MailText {
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

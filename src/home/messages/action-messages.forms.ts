import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { MESSAGE_STEPS, type MessageStep } from '../../campaigns/messages/action-mails.access.js';
import { MailBody } from '../../email/compose/mail-body.access.js';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { ActionQuery } from '../../partners/participation/action-query.access.js';

const STEPS = [...new Set(Object.values(MESSAGE_STEPS).flat())];
const CHOOSE = { message: says('chooseOne') };

/** One mail of an action, in one language. */
export class ActionMessageQuery extends ActionQuery {
  @ApiProperty({ enum: STEPS, description: 'Not every action sends every one' })
  @IsIn(STEPS, CHOOSE)
  step: MessageStep;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES, CHOOSE)
  language: Language;
}

export class ActionMessageForm extends ActionMessageQuery {
  @ApiProperty({ description: 'With merge tags' })
  @Trimmed()
  @IsString()
  @MinLength(1, { message: says('required') })
  @MaxLength(200, { message: says('tooLong') })
  subject: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'What the mail opens with (Tiptap JSON), with merge tags. The rest of it is the product’s',
  })
  @MailBody()
  body: Record<string, unknown>;
}

import { ApiProperty } from '@nestjs/swagger';
import { MaxLength, MinLength } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

/** What a partner told staff, and not us. */
export class RemovalWord {
  @ApiProperty({
    minLength: 3,
    maxLength: 300,
    description: 'Who there said that they removed them, and when',
  })
  @Trimmed()
  @MinLength(3, { message: 'Say who told you, and when.' })
  @MaxLength(300, { message: says('tooLong') })
  words: string;
}

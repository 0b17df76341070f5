import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsNotEmpty, IsOptional, MaxLength } from 'class-validator';
import { EmailAddress, PersonName, Ticked, Trimmed, Zip } from '../layout/fields.js';
import { says } from '../layout/forms.js';

/** What the public form sends. */
export class SigningForm {
  @PersonName()
  @IsNotEmpty({ message: says('givenNameMissing') })
  given_name: string;

  @PersonName()
  @IsNotEmpty({ message: says('familyNameMissing') })
  family_name: string;

  @EmailAddress()
  email: string;

  @Zip()
  zip: string;

  @IsOptional()
  @Trimmed()
  @MaxLength(1000, { message: says('tooLong') })
  comment: string = '';

  @Ticked()
  @IsBoolean()
  is_public: boolean = false;

  @Ticked()
  @IsBoolean()
  wants_email: boolean = false;

  /** The version of the text on the page that was sent: nobody signs what they have not read. */
  @Transform(({ value }) => Number(value))
  @IsInt({ message: says('formExpired') })
  version: number;
}

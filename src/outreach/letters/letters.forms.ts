import { IsOptional, Matches, MaxLength, MinLength } from 'class-validator';
import { EmailAddress, PersonName, Ticked, Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

const TOO_LONG = { message: says('tooLong') };

/** Who writes and from where: step one. Where is checked by the service, which knows what the combinations mean. */
export class WriterForm {
  @PersonName()
  @MinLength(1, { message: says('givenNameMissing') })
  given_name: string = '';

  @PersonName()
  @MinLength(1, { message: says('familyNameMissing') })
  family_name: string = '';

  @EmailAddress()
  email: string = '';

  @Trimmed()
  @MaxLength(200, TOO_LONG)
  street: string = '';

  @Trimmed()
  @MaxLength(100, TOO_LONG)
  city: string = '';

  @Trimmed()
  @MaxLength(20, TOO_LONG)
  state: string = '';

  @Trimmed()
  @MaxLength(10, TOO_LONG)
  @Matches(/^(\d{5}(-\d{4})?)?$/, { message: says('zipWrong') })
  zip: string = '';

  @Trimmed()
  @MaxLength(24, TOO_LONG)
  latitude: string = '';

  @Trimmed()
  @MaxLength(24, TOO_LONG)
  longitude: string = '';
}

/** The letter: step two. */
export class LetterForm extends WriterForm {
  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(150, TOO_LONG)
  @Matches(/^[^\n]*$/, { message: says('tooLong') })
  subject: string = '';

  @Trimmed()
  @MinLength(1, { message: says('required') })
  @MaxLength(5000, TOO_LONG)
  body: string = '';

  @Trimmed()
  @MaxLength(2000, TOO_LONG)
  story: string = '';

  @IsOptional()
  @Ticked()
  consent: boolean = false;
}

/** Ids of districts that the person chose, one for each layer that was asked about; 'none' leaves a layer out. */
export function chosenDistricts(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  const chosen = Object.entries(body).filter(
    (entry): entry is [string, string] => entry[0].startsWith('district-') && typeof entry[1] === 'string',
  );
  return Object.fromEntries(chosen.slice(0, 12));
}

import { Transform, Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { EmailAddress, PersonName, Ticked, Trimmed, Zip } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';

/** A party beyond the person who signs up. More than that is a bus: its organizer writes to the host. */
export const MOST_GUESTS = 10;

/** Seven to fifteen digits (ITU-T E.164) as people write them. Whether it can be dialled is settled by Meeting. */
const PHONE = /^\s*\+?(?:[\s().-]*\d){7,15}[\s().-]*$/;

/** What checkboxes of one name send: nothing, one text or several. */
const Many = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()));

const EmptyIsAbsent = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() === '' ? undefined : value,
  );

const NUMBER_WRONG = { message: says('numberWrong') };
const TOO_LONG = { message: says('tooLong') };

/** Which shifts, how many and what they need: asked at sign-up and again by the link in the mail. */
export class PlacesForm {
  @Many()
  @IsUUID('all', { each: true, message: says('chooseOne') })
  @ArrayUnique({ message: says('chooseOne') })
  @ArrayMinSize(1, { message: says('chooseOne') })
  shift_ids: string[] = [];

  @Type(() => Number)
  @IsInt(NUMBER_WRONG)
  @Min(0, NUMBER_WRONG)
  @Max(MOST_GUESTS, NUMBER_WRONG)
  guests: number = 0;

  @IsOptional()
  @Trimmed()
  @MaxLength(1000, TOO_LONG)
  access_needs: string = '';
}

/** The public sign-up form of an event. */
export class SignUpForm extends PlacesForm {
  @PersonName()
  @MinLength(1, { message: says('givenNameMissing') })
  given_name: string;

  @PersonName()
  @MinLength(1, { message: says('familyNameMissing') })
  family_name: string;

  @EmailAddress()
  email: string;

  @IsOptional()
  @EmptyIsAbsent()
  @Zip()
  zip?: string;

  @IsOptional()
  @EmptyIsAbsent()
  @Matches(PHONE, { message: says('phoneWrong') })
  phone?: string;

  /** Ticked by the person: the organizer may write about other things too. */
  @Ticked()
  @IsBoolean()
  wants_email: boolean = false;

  /** Made with the form: the same form sent twice is one sign-up. */
  @IsString()
  @MaxLength(64)
  submission_key: string = '';
}

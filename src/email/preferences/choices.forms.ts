import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsUUID } from 'class-validator';
import { PersonName, Ticked } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { FREQUENCIES, type Frequency } from './choices.js';

/** The boxes of one name that a plain form ticked: none, one, or many. */
const Ticks = (): PropertyDecorator => (target, key) => {
  Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()))(target, key);
  ArrayMaxSize(200)(target, key);
  IsUUID('all', { each: true })(target, key);
};

/** Everything that somebody decides on the page of their choices; lists hold the organizations that are ticked. */
export class ChoicesForm {
  @Ticks()
  mail: string[] = [];

  @Ticks()
  sms: string[] = [];

  @Ticks()
  phone: string[] = [];

  @IsIn(FREQUENCIES, { message: says('chooseOne') })
  frequency: Frequency;

  @IsIn(LANGUAGES, { message: says('chooseOne') })
  mail_language: Language;

  @Ticked()
  @IsBoolean()
  no_tracking: boolean = false;

  @PersonName()
  given_name: string = '';

  @PersonName()
  family_name: string = '';
}

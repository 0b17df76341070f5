import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsBoolean, IsIn, IsUUID, Matches } from 'class-validator';
import { PersonName, Ticked } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { type Language, LANGUAGES } from '../../layout/i18n.js';
import { FREQUENCIES, type Frequency } from './choices.js';

/** The boxes of one name that a plain form ticked: none, one, or many. */
const Ticks = (): PropertyDecorator => (target, key) => {
  Transform(({ value }: { value: unknown }) => (value === undefined ? [] : [value].flat()))(target, key);
  ArrayMaxSize(2_000)(target, key);
};

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Everything that somebody decides on the page of their choices; lists hold the organizations that are ticked. */
export class ChoicesForm {
  /** Organizations and topics that stood on the page: what came since was not asked, and is not answered. */
  @Ticks()
  @IsUUID('all', { each: true })
  shown: string[] = [];

  @Ticks()
  @IsUUID('all', { each: true })
  mail: string[] = [];

  /** Topics that are wanted of an organization, as `<organization>.<topic>`. */
  @Ticks()
  @Matches(new RegExp(`^${UUID}\\.${UUID}$`), { each: true })
  topics: string[] = [];

  @Ticks()
  @IsUUID('all', { each: true })
  sms: string[] = [];

  @Ticks()
  @IsUUID('all', { each: true })
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

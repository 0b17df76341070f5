import { registerDecorator } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { Trimmed } from '../layout/fields.js';
import { says } from '../layout/forms.js';

/**
 * A telephone number in E.164 (ITU-T E.164: '+16175550123'), the form in which numbers are compared and stored.
 * Numbers without a country code are read as numbers of the United States. Null for what cannot be dialled.
 */
export function e164(input: string): string | null {
  const number = parsePhoneNumberFromString(input, 'US');
  return number?.isPossible() ? number.number : null;
}

/** Of a form: a number that e164 can read. */
export const PhoneNumber = (): PropertyDecorator => (target, key) => {
  Trimmed()(target, key);
  registerDecorator({
    name: 'phoneNumber',
    target: target.constructor,
    propertyName: key as string,
    options: { message: says('phoneWrong') },
    validator: { validate: (value: unknown) => typeof value === 'string' && e164(value) !== null },
  });
};

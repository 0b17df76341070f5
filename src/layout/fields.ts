import { Transform } from 'class-transformer';
import { Matches, MaxLength, registerDecorator } from 'class-validator';
import { canonicalEmail } from '../platform/mail/address.js';
import { says } from './forms.js';

/** Trims, and drops characters that no text column takes (NUL) or no person types (other controls but line breaks). */
export const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
          .replace(/\r\n?/g, '\n')
          .trim()
      : value,
  );

/** A checkbox of a plain form: present means ticked. */
export const Ticked = (): PropertyDecorator =>
  Transform(
    ({ value }: { value: unknown }) =>
      value === true || value === 'yes' || value === 'on' || value === 'true',
  );

/** A person's name: no web address and no leading = + - @ (spam in thank-you mails, formulas in spreadsheets). */
export const PersonName = (): PropertyDecorator => (target, key) => {
  Trimmed()(target, key);
  MaxLength(100, { message: says('tooLong') })(target, key);
  Matches(/^(?![=+\-@])(?!.*(https?:|www\.|\/\/))[^\r\n]*$/i, { message: says('nameNotPlain') })(target, key);
};

/** An email address that we can mail. Sources: RFC 5321, 5322; platform/mail/address.ts decides. */
export const EmailAddress = (): PropertyDecorator => (target, key) => {
  Trimmed()(target, key);
  registerDecorator({
    name: 'emailAddress',
    target: target.constructor,
    propertyName: key as string,
    options: { message: says('emailWrong') },
    validator: { validate: (value: unknown) => typeof value === 'string' && canonicalEmail(value) !== null },
  });
};

/** A US ZIP code; a ZIP+4 is cut to its first five digits. */
export const Zip = (): PropertyDecorator => (target, key) => {
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.trim().replace(/-\d{4}$/, '') : value,
  )(target, key);
  Matches(/^\d{5}$/, { message: says('zipWrong') })(target, key);
};

const ZONES = new Set(Intl.supportedValuesOf('timeZone'));

/** An IANA time zone by its own name, such as America/Denver; no offset and no abbreviation, which know no summer. */
export const TimeZone = (): PropertyDecorator => (target, key) => {
  registerDecorator({
    name: 'timeZone',
    target: target.constructor,
    propertyName: key as string,
    options: { message: says('zoneWrong') },
    validator: { validate: (value: unknown) => typeof value === 'string' && ZONES.has(value) },
  });
};

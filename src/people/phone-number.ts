import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * A telephone number in E.164 (ITU-T E.164: '+16175550123'), the form in which numbers are compared and stored.
 * Numbers without a country code are read as numbers of the United States. Null for what cannot be dialled.
 */
export function e164(input: string): string | null {
  const number = parsePhoneNumberFromString(input, 'US');
  return number?.isPossible() ? number.number : null;
}

import { registerDecorator } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { canonicalEmail, domainOf } from '../../platform/mail/address.js';

/**
 * Mail providers for everybody: what is sent From such an address by anybody but the provider fails DMARC, because
 * they publish p=reject or p=quarantine, and Gmail refuses mail that impersonates it (Google's sender guidelines).
 */
const MAILBOX_PROVIDERS =
  /^(gmail|googlemail|yahoo|ymail|rocketmail|aol|outlook|hotmail|live|msn|icloud|me|mac|gmx|proton|protonmail|zoho|mail|yandex|comcast|verizon)\.[a-z]{2,3}(\.[a-z]{2})?$/;

export function isMailboxProvider(address: string): boolean {
  const canonical = canonicalEmail(address);
  return canonical !== null && MAILBOX_PROVIDERS.test(domainOf(canonical));
}

/** An address that mail is sent from: one of a domain that the sender governs. */
export const SenderAddress = (): PropertyDecorator => (target, key) => {
  Trimmed()(target, key);
  const check = (name: string, message: string, holds: (address: string) => boolean): void =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: key as string,
      options: { message },
      validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) },
    });
  check(
    'ownDomain',
    'Use an address at a domain of your own: mail From a Gmail, Yahoo or Outlook address is refused by the world.',
    (address) => !isMailboxProvider(address),
  );
  check('senderAddress', says('emailWrong'), (address) => canonicalEmail(address) !== null);
};

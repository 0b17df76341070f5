import { registerDecorator } from 'class-validator';
import { Trimmed } from '../../layout/fields.js';
import { says } from '../../layout/forms.js';
import { canonicalEmail } from '../../platform/mail/address.js';
import { isMailboxProvider } from '../../platform/mail/mailbox-providers.js';

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

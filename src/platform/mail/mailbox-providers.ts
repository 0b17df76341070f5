import { canonicalEmail, domainOf } from './address.js';

/**
 * Mail providers for everybody: what is sent From such an address by anybody but the provider fails DMARC, because
 * they publish p=reject or p=quarantine, and Gmail refuses mail that impersonates it (Google's sender guidelines).
 */
const MAILBOX_PROVIDERS =
  /^(gmail|googlemail|yahoo|ymail|rocketmail|aol|outlook|hotmail|live|msn|icloud|me|mac|gmx|proton|protonmail|zoho|mail|yandex|comcast|verizon)\.[a-z]{2,3}(\.[a-z]{2})?$/;

/** True for a domain at which anybody may have a mailbox, and nobody else may send. */
export function isMailboxDomain(domain: string): boolean {
  return MAILBOX_PROVIDERS.test(domain);
}

export function isMailboxProvider(address: string): boolean {
  const canonical = canonicalEmail(address);
  return canonical !== null && isMailboxDomain(domainOf(canonical));
}

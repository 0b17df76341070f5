import { isIP } from 'node:net';
import { type DnsRecords, reverseName } from '../../platform/mail/dns-records.service.js';
import { type Encryption } from '../../platform/mail/transport.service.js';
import { type Finding, type KnownRelay } from './finding.js';

/** Whether each address that mail comes from has a name that leads back to it, as receivers ask (Google's guidelines). */
export async function lookAtNames(
  records: DnsRecords,
  { called, host, addresses }: KnownRelay,
): Promise<Finding> {
  for (const address of addresses) {
    const names = await records.names(address);
    const ways = await Promise.all(names.map((name) => records.addresses(name)));
    if (ways.flat().includes(address)) continue;
    return {
      code: 'ptr',
      state: 'missing',
      relay: host,
      message:
        names[0] === undefined
          ? `${address}, from which ${called} sends, has no name (PTR record). Whoever gave it that address sets one.`
          : `${address}, from which ${called} sends, is called ${names[0]}, and that name does not lead back to it.`,
      record:
        isIP(host) === 0 && host.includes('.')
          ? { type: 'PTR', name: reverseName(address), value: host }
          : null,
    };
  }
  const isKnown = addresses.length > 0;
  return {
    code: 'ptr',
    state: isKnown ? 'good' : 'unknown',
    message: isKnown
      ? `The address of ${called} has a name that leads back to it.`
      : `Whether the address of ${called} has a name cannot be told: the addresses it sends from are not known here.`,
    record: null,
  };
}

/** A kept mail server gets no mail but encrypted, by a certificate that proves who it is. */
export function encryptionOfKept({ called }: KnownRelay): Finding {
  return { code: 'tls', state: 'good', message: `Mail goes to ${called} encrypted.`, record: null };
}

/** Whether mail goes to the relay of SMTP_URL encrypted. */
export function lookAtEncryption(encryption: Encryption, { called, host }: KnownRelay): Finding {
  const say = (state: Finding['state'], message: string): Finding => ({
    code: 'tls',
    state,
    message,
    record: null,
    ...(state === 'missing' && { relay: host }),
  });
  switch (encryption.kind) {
    case 'own-machine':
      return say('good', 'The relay is on this machine, so nobody is on the way to it.');
    case 'encrypted':
      return say('good', `Mail goes to ${called} encrypted.`);
    case 'refused':
      return say(
        'missing',
        `The relay has no encryption (TLS) that can be trusted. It said: ${encryption.error}`,
      );
    case 'no-answer':
      return say('unknown', 'The relay did not answer, so its encryption could not be seen.');
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Config } from '../../platform/config/config.js';
import { domainOf } from '../../platform/mail/address.js';
import { type Check } from '../mailings/checks.js';
import { organizationalDomain, signingDomains } from './alignment.js';
import { bulkRelayHost } from '../mail-relays/ways.sql.js';
import { findSigning } from './sending-domains.sql.js';

/** What receivers ask of who sends mailings, by the last look at the domain: it asks no name server itself (EM-13). */
@Injectable()
export class Preflight {
  constructor(private readonly config: Config) {}

  /**
   * Whether mailings of an organization may leave from this address. In the built-in mailbox nothing leaves, so nothing is
   * asked. Where the installation only advises, what would block is a warning.
   *
   * @param from the address in From, canonical
   */
  async checks(tx: EntityManager, senderId: string, from: string): Promise<Check[]> {
    const relay = await bulkRelayHost(tx, senderId);
    if (this.config.usesMailbox && relay === null) return [];
    const domain = domainOf(from);
    const level = this.config.SENDING_DOMAIN_CHECKS === 'required' ? 'blocking' : 'warning';
    const signing = await findSigning(tx, signingDomains(domain));
    // DMARC takes a signature of the domain of From or of its organization's, and nobody else's (RFC 7489 3.1.1).
    if (!signing)
      return [
        {
          code: 'alignment',
          level,
          message: `Mail from ${domain} is not signed, so receivers refuse mailings. Under Deliverability add ${organizationalDomain(domain)} and publish its records.`,
        },
      ];
    const { findings } = signing;
    if (findings.some(({ isStrict }) => isStrict) && signing.domain !== domain)
      return [
        {
          code: 'alignment',
          level,
          message: `The DMARC record of ${signing.domain} wants mail from ${domain} signed by ${domain} itself. Add it under Deliverability, or take adkim=s away.`,
        },
      ];
    if (findings.length === 0)
      return [
        {
          code: 'domain-records',
          level,
          message: `Nobody has looked at all records of ${signing.domain}. Look at them under Deliverability.`,
        },
      ];
    // What was found of a relay says nothing of mail that goes by another one, as after a new route until the next look.
    const missing = findings.filter(
      (each) =>
        each.state === 'missing' &&
        (each.relay === undefined || each.relay === (relay ?? this.config.relayHost)),
    );
    if (missing.length > 0)
      return missing.map(({ code, message }) => ({ code: `domain-${code}`, level, message }));
    return [
      { code: 'domain-records', level: 'ok', message: `Receivers find the records of ${signing.domain}.` },
    ];
  }

  /** What blocks, in one line; null where nothing does. */
  async obstacle(tx: EntityManager, senderId: string, from: string): Promise<string | null> {
    const blocking = (await this.checks(tx, senderId, from)).filter(({ level }) => level === 'blocking');
    return blocking.length === 0 ? null : blocking.map(({ message }) => message).join(' ');
  }
}

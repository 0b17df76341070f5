import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { DnsRecords, NoAnswer } from '../../platform/mail/dns-records.service.js';
import { MailTransport } from '../../platform/mail/transport.service.js';
import { bulkRelayHost } from '../mail-relays/ways.sql.js';
import { lookAtDkim } from './dkim-look.js';
import { lookAtDmarc } from './dmarc-look.js';
import { type Finding, type KnownRelay, type LookedAt } from './finding.js';
import { encryptionOfKept, lookAtEncryption, lookAtNames } from './relay-look.js';
import { type SendingDomain } from './sending-domains.sql.js';
import { lookAtSpf } from './spf-look.js';

/**
 * Looks at what receivers will look at, before they do (EM-13): of the domain, and of the relay by which its owner's mailings
 * go. It asks name servers and the relay, so it takes seconds.
 */
@Injectable()
export class Looking {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly records: DnsRecords,
    private readonly transport: MailTransport,
  ) {}

  /** What was not answered is as it was at the look before. */
  async at(domain: SendingDomain): Promise<Finding[]> {
    const kept = await this.database.as(Scope.organizations(domain.ownerId), (tx) =>
      bulkRelayHost(tx, domain.ownerId),
    );
    const relay: KnownRelay =
      kept === null
        ? { called: 'our relay', host: this.config.relayHost, addresses: this.config.RELAY_ADDRESSES }
        : { called: `the mail server ${kept}`, host: kept, addresses: [] };
    const returnPath = this.config.MAIL_INLET_DOMAIN ?? domain.domain;
    const looks: Record<LookedAt, Promise<Finding>> = {
      dkim: lookAtDkim(this.records, domain),
      spf: lookAtSpf(this.records, returnPath, relay),
      dmarc: lookAtDmarc(this.records, domain.domain),
      ptr: lookAtNames(this.records, relay),
      tls:
        kept === null
          ? this.transport.encryption().then((encryption) => lookAtEncryption(encryption, relay))
          : Promise.resolve(encryptionOfKept(relay)),
    };
    return Promise.all(
      Object.entries(looks).map(([code, look]) =>
        look.catch((error: unknown) => {
          if (!(error instanceof NoAnswer)) throw error;
          return domain.findings.find((each) => each.code === code) ?? unseen(code as LookedAt, error);
        }),
      ),
    );
  }
}

function unseen(code: LookedAt, { asked }: NoAnswer): Finding {
  return {
    code,
    state: 'missing',
    message: `No name server answered for ${asked}. Look again in a minute.`,
    record: null,
  };
}

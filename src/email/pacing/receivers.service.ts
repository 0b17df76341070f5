import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { DnsRecords } from '../../platform/mail/dns-records.service.js';
import { receiverOf } from './receivers.js';
import { keepReceivers, unknownDomains } from './receivers.sql.js';

const AT_ONCE = 20;
/** A round; the next begins where it ended, and what is known meanwhile is used. */
const ROUND = 400;

/** Learns who receives mail for the domains of a mailing. Until then, and where nobody answers, a domain is its own receiver. */
@Injectable()
export class Receivers {
  private readonly log = new Logger(Receivers.name);

  constructor(
    private readonly database: Database,
    private readonly records: DnsRecords,
  ) {}

  async learn(mailingId: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const domains = await this.database.as(Scope.nothing, (tx) => unknownDomains(tx, mailingId, ROUND));
      const found = new Map<string, string>();
      const left = [...domains];
      await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          for (let domain = left.pop(); domain && !signal.aborted; domain = left.pop()) {
            const receiver = await this.ask(domain);
            if (receiver !== null) found.set(domain, receiver);
          }
        }),
      );
      if (found.size > 0) await this.database.as(Scope.nothing, (tx) => keepReceivers(tx, found));
      // Nobody answered for any of them: the name system is away, and asking on would go round for ever.
      if (found.size === 0 || domains.length < ROUND) return;
    }
  }

  private async ask(domain: string): Promise<string | null> {
    try {
      return receiverOf(domain, await this.records.mx(domain));
    } catch (error) {
      this.log.warn(`No name server answered for the mail servers of a domain: ${(error as Error).message}`);
      return null;
    }
  }
}

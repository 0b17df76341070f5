import { Injectable } from '@nestjs/common';
import { Resolver } from 'node:dns/promises';
import { Config } from '../config/config.js';

const NOT_THERE = new Set(['ENODATA', 'ENOTFOUND']);

/** Asks the domain name system. */
@Injectable()
export class DnsRecords {
  private readonly resolver = new Resolver({ timeout: 3_000, tries: 2 });

  constructor(config: Config) {
    if (config.DNS_SERVERS)
      this.resolver.setServers(config.DNS_SERVERS.split(',').map((each) => each.trim()));
  }

  /**
   * The TXT records of a name, each joined from its strings (RFC 7208 3.3); none where the name has none.
   *
   * @throws Error where the servers do not answer.
   */
  async txt(name: string): Promise<string[]> {
    try {
      return (await this.resolver.resolveTxt(name)).map((strings) => strings.join(''));
    } catch (error) {
      if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  }
}

import { Injectable } from '@nestjs/common';
import { type MxRecord } from 'node:dns';
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
    return (await noneIfNotThere(this.resolver.resolveTxt(name))).map((strings) => strings.join(''));
  }

  /**
   * The mail servers of a domain (RFC 5321 5.1), in no order; none where it names none.
   *
   * @throws Error where the servers do not answer.
   */
  mx(domain: string): Promise<MxRecord[]> {
    return noneIfNotThere(this.resolver.resolveMx(domain));
  }
}

async function noneIfNotThere<Record>(asking: Promise<Record[]>): Promise<Record[]> {
  try {
    return await asking;
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

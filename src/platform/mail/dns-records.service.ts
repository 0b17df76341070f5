import { Injectable } from '@nestjs/common';
import { type MxRecord } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { isIPv4 } from 'node:net';
import { Config } from '../config/config.js';

const NOT_THERE = new Set(['ENODATA', 'ENOTFOUND']);

/** No name server answered. That says nothing about what was asked for. */
export class NoAnswer extends Error {
  constructor(
    readonly asked: string,
    cause: unknown,
  ) {
    super(`No name server answered for ${asked}`, { cause });
  }
}

/** Asks the domain name system. */
@Injectable()
export class DnsRecords {
  private readonly resolver = new Resolver({ timeout: 3_000, tries: 2 });

  constructor(config: Config) {
    if (config.DNS_SERVERS)
      this.resolver.setServers(config.DNS_SERVERS.split(',').map((each) => each.trim()));
  }

  /** As the name servers say it. @throws Error, also where there is no such record (ENOTFOUND, ENODATA). */
  resolve(name: string, type: string): Promise<unknown> {
    return this.resolver.resolve(name, type);
  }

  /**
   * The TXT records of a name, each joined from its strings (RFC 7208 3.3); none where the name has none.
   *
   * @throws NoAnswer where the servers do not answer.
   */
  async txt(name: string): Promise<string[]> {
    return (await noneIfNotThere(name, this.resolver.resolveTxt(name))).map((strings) => strings.join(''));
  }

  /**
   * The mail servers of a domain (RFC 5321 5.1), in no order; none where it names none.
   *
   * @throws NoAnswer where the servers do not answer.
   */
  mx(domain: string): Promise<MxRecord[]> {
    return noneIfNotThere(domain, this.resolver.resolveMx(domain));
  }

  /**
   * The names of an IP address (PTR); none where it has none.
   *
   * @throws NoAnswer where the servers do not answer.
   */
  names(address: string): Promise<string[]> {
    return noneIfNotThere(address, this.resolver.resolvePtr(reverseName(address)));
  }

  /**
   * The IP addresses of a name, IPv4 and IPv6.
   *
   * @throws NoAnswer where the servers do not answer.
   */
  async addresses(name: string): Promise<string[]> {
    const found = [this.resolver.resolve4(name), this.resolver.resolve6(name)];
    return (await Promise.all(found.map((each) => noneIfNotThere(name, each)))).flat();
  }
}

/** Where the name of an IP address stands: `1.2.0.192.in-addr.arpa` (RFC 1035 3.5), or digit by digit in `ip6.arpa` (RFC 3596 2.5). */
export function reverseName(address: string): string {
  if (isIPv4(address)) return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
  const [before = [], after = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const digits = [...before, ...zeros, ...after].map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}

async function noneIfNotThere<Record>(name: string, asking: Promise<Record[]>): Promise<Record[]> {
  try {
    return await asking;
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw new NoAnswer(name, error);
  }
}

import { lookup } from 'node:dns/promises';
import { BlockList, connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { within } from '../clock/time-limit.js';

/**
 * What is no place in the public internet (IANA special-purpose registries, RFC 6890, and those that hold an IPv4
 * address inside: mapped, NAT64, 6to4, Teredo). A host that somebody typed must not lead to what stands beside us:
 * databases, cloud metadata, other people's machines.
 */
const RESERVED_4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 3],
] as const; // prettier-ignore
/** Only 2000::/3 is given out; of that, these are not for hosts. */
const PUBLIC_6 = ['2000::', 3] as const;
const RESERVED_6 = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const; // prettier-ignore

const reserved = new BlockList();
for (const [net, bits] of RESERVED_4) reserved.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of RESERVED_6) reserved.addSubnet(net, bits, 'ipv6');
const given = new BlockList();
given.addSubnet(...PUBLIC_6, 'ipv6');

/** True for an IP address that belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !reserved.check(address, 'ipv4');
  return isIP(address) === 6 && given.check(address, 'ipv6') && !reserved.check(address, 'ipv6');
}

/** The host leads to where nobody from outside may send us. */
export class NotPublic extends Error {
  constructor() {
    super('The host is not a public one, or one of its addresses is not');
    this.name = 'NotPublic';
  }
}

/**
 * Every address of a host, by the system's resolver.
 *
 * @throws NotPublic where a single one of them is not public; the resolver's error where there is none
 */
export async function publicAddresses(host: string): Promise<{ address: string; family: number }[]> {
  const found = await lookup(host, { all: true });
  if (!found.every(({ address }) => isPublicAddress(address))) throw new NotPublic();
  return found;
}

/**
 * Opens a connection to a host that is public. The addresses that were looked at are those that are dialled: the name is
 * not asked a second time, when it might answer another thing.
 *
 * @throws NotPublic, the resolver's error, or why none of the addresses answered within `limit` ms
 */
export async function dialPublic(host: string, port: number, limit: number): Promise<Socket> {
  const end = Date.now() + limit;
  const addresses = await within(limit, publicAddresses(host), 'No name server answered in time');
  const known: LookupFunction = (_host, options, done) =>
    options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family);
  const socket = connect({ host, port, lookup: known });
  const late = setTimeout(
    () => socket.destroy(new Error('The host did not answer in time')),
    Math.max(1, end - Date.now()),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve).once('error', reject);
    });
  } finally {
    clearTimeout(late);
    socket.removeAllListeners('error');
  }
  return socket;
}

import { isIP } from 'node:net';
import { Invalid } from '../../platform/http/errors.js';
import { canonicalDomain } from '../../platform/mail/address.js';
import { isPublicAddress, NotPublic, publicAddresses } from '../../platform/mail/public-hosts.js';

/** Where mail is handed in (RFC 6409, RFC 8314, and what vendors offer beside them). Nobody scans other ports through us. */
const MAIL_PORTS: readonly number[] = [25, 465, 587, 2465, 2525, 2587];

/**
 * The host as it is kept: a name in lower case, or an IP address.
 *
 * @param mayBePrivate true where the operator lets relays stand in networks of their own
 * @throws Invalid where it is none, or leads to where nobody outside may send us. One that cannot be looked up passes: it is
 *   looked at again whenever a connection is opened.
 */
export async function checkedHost(host: string, port: number, mayBePrivate: boolean): Promise<string> {
  const given = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  const name =
    isIP(given) > 0 ? given : mayBePrivate && given === 'localhost' ? given : canonicalDomain(given);
  if (name === null) refuse('host', 'Enter a host name like smtp.example.org, without a port.');
  if (mayBePrivate) return name;
  if (!MAIL_PORTS.includes(port)) refuse('port', `Choose one of ${MAIL_PORTS.join(', ')}.`);
  if (isIP(name) > 0 ? !isPublicAddress(name) : await leadsInside(name))
    refuse('host', 'This is no public host. The operator of this installation can allow others.');
  return name;
}

async function leadsInside(name: string): Promise<boolean> {
  try {
    await publicAddresses(name);
    return false;
  } catch (error) {
    return error instanceof NotPublic;
  }
}

function refuse(param: string, message: string): never {
  throw new Invalid([{ param, message }]);
}

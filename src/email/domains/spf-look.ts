import { isIPv6, isIP } from 'node:net';
import { spf } from 'mailauth/lib/spf/index.js';
import { type DnsRecords, NoAnswer } from '../../platform/mail/dns-records.service.js';
import { type Finding, type KnownRelay } from './finding.js';

/** RFC 7208 4.6.4. */
const MOST_LOOKUPS = 10;
/** Far above that, to say how many there are; a record that asks without end still ends. */
const COUNTED_LOOKUPS = 60;
/** Of RFC 5737, so in nobody's record: every part of one is gone through. */
const NOBODY = '192.0.2.1';
/** These put a return path of their own into what they take, and answer for its SPF. */
const REWRITES = /(^|\.)(amazonaws\.com|postmarkapp\.com|sendgrid\.net|mailgun\.org)$/;

/**
 * Whether the domain of the return path lets our relay send (RFC 7208), and receivers can find out within their limits.
 *
 * @param domain of the return path, which is what SPF is about
 */
export async function lookAtSpf(records: DnsRecords, domain: string, relay: KnownRelay): Promise<Finding> {
  if (REWRITES.test(relay.host))
    return finding(
      'unknown',
      `${sentence(relay.called)} sends with a return path of its own, and answers for its SPF.`,
    );
  const found = (await records.txt(domain)).filter((each) => /^v=spf1( |$)/i.test(each));
  const missing = (message: string, value?: string): Finding => ({
    ...finding('missing', message),
    record: value === undefined ? null : { type: 'TXT', name: domain, value },
  });
  const ours = (relay.addresses.length > 0 ? relay.addresses : [relay.host]).map(mechanism);
  const [record] = found;
  if (record === undefined)
    return missing(
      `There is no SPF record at ${domain}: nothing says that ${relay.called} may send its mail.`,
      merged([], ours),
    );
  if (found.length > 1)
    return missing(
      `There are ${found.length} SPF records at ${domain}, and receivers then heed none. Make one of them.`,
      merged(found, []),
    );
  const { count, wrong } = await walk(records, domain);
  if (count > MOST_LOOKUPS)
    return missing(
      `The SPF record at ${domain} needs ${count} look-ups, and receivers stop at ${MOST_LOOKUPS}. Take away what no longer sends for you.`,
    );
  if (wrong) return missing(`The SPF record at ${domain} is not valid: ${wrong}.`);
  for (const address of relay.addresses)
    if ((await ask(records, domain, address, MOST_LOOKUPS)).status.result !== 'pass')
      return {
        ...missing(
          `The SPF record at ${domain} does not name ${relay.called}, ${address}.`,
          merged([record], [mechanism(address)]),
        ),
        relay: relay.host,
      };
  if (relay.addresses.length === 0)
    return finding(
      'unknown',
      `There is an SPF record at ${domain}. Whether it names ${relay.called} cannot be told: the addresses from which that sends are not known here.`,
    );
  return finding('good', `The SPF record at ${domain} names ${relay.called}.`);
}

function sentence(called: string): string {
  return called.charAt(0).toUpperCase() + called.slice(1);
}

function finding(state: Finding['state'], message: string): Finding {
  return { code: 'spf', state, message, record: null };
}

async function walk(records: DnsRecords, domain: string): Promise<{ count: number; wrong: string | null }> {
  const { status, lookups } = await ask(records, domain, NOBODY, COUNTED_LOOKUPS);
  const wrong =
    status.result === 'permerror' ? (/[^:]+$/.exec(status.comment ?? '')?.[0].trim() ?? '') : null;
  return { count: lookups?.count ?? 0, wrong };
}

/** @throws NoAnswer where some name server on the way did not answer */
async function ask(
  records: DnsRecords,
  domain: string,
  ip: string,
  maxResolveCount: number,
): ReturnType<typeof spf> {
  const answer = await spf({
    sender: `postmaster@${domain}`,
    helo: domain,
    ip,
    maxResolveCount,
    // Its types know no records of mail servers, which it takes as Node gives them.
    resolver: (name, type) => records.resolve(name, type) as Promise<string[]>,
  });
  if (answer.status.result === 'temperror') throw new NoAnswer(domain, answer.status.comment);
  return answer;
}

function mechanism(host: string): string {
  if (isIP(host) === 0) return `a:${host}`;
  return `${isIPv6(host) ? 'ip6' : 'ip4'}:${host}`;
}

/** One record that says what all of these say, and lets `ours` send as well. */
function merged(found: readonly string[], ours: readonly string[]): string {
  const terms = found.flatMap((each) => each.split(/\s+/).slice(1).filter(Boolean));
  const isEnd = (term: string): boolean => /^[-~?+]?all$|^redirect=/i.test(term);
  const end = terms.find(isEnd) ?? '~all';
  return ['v=spf1', ...new Set([...terms.filter((each) => !isEnd(each)), ...ours]), end].join(' ');
}

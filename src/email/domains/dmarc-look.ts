import { type DnsRecords } from '../../platform/mail/dns-records.service.js';
import { organizationalDomain } from './alignment.js';
import { type Finding } from './finding.js';

/** Whether the domain, or the one it belongs to, says what becomes of mail that is not its own (RFC 7489 6.6.3). */
export async function lookAtDmarc(records: DnsRecords, domain: string): Promise<Finding> {
  const organizational = organizationalDomain(domain);
  const own = await policiesAt(records, domain);
  const found = own.length > 0 || organizational === domain ? own : await policiesAt(records, organizational);
  const record = { type: 'TXT', name: `_dmarc.${organizational}`, value: 'v=DMARC1; p=none' } as const;
  const missing = (message: string): Finding => ({ code: 'dmarc', state: 'missing', message, record });
  const [policy] = found;
  if (policy === undefined)
    return missing(
      `There is no DMARC record for ${organizational}. Google, Yahoo and Microsoft refuse mailings without one; p=none is enough.`,
    );
  if (found.length > 1)
    return missing(`There are ${found.length} DMARC records for ${organizational}. Keep one of them.`);
  const asked = tag(policy, 'p');
  if (!/^(none|quarantine|reject)$/.test(asked))
    return missing(`The DMARC record for ${organizational} names no policy. Begin it as the one shown here.`);
  return {
    code: 'dmarc',
    state: 'good',
    message: `There is a DMARC record, with the policy “${asked}”.`,
    record: null,
    isStrict: tag(policy, 'adkim') === 's',
  };
}

async function policiesAt(records: DnsRecords, domain: string): Promise<string[]> {
  return (await records.txt(`_dmarc.${domain}`)).filter((each) => /^v\s*=\s*DMARC1\s*(;|$)/.test(each));
}

function tag(policy: string, name: string): string {
  return (new RegExp(`;\\s*${name}\\s*=\\s*(\\w+)`).exec(policy)?.[1] ?? '').toLowerCase();
}

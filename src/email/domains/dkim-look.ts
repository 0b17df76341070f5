import { type DnsRecords } from '../../platform/mail/dns-records.service.js';
import { type Finding } from './finding.js';

/** Whether the public half of our key is there (RFC 6376 3.6.2). White space in a published record is of no matter. */
export async function lookAtDkim(
  records: DnsRecords,
  { domain, selector, record }: { domain: string; selector: string; record: string },
): Promise<Finding> {
  const name = `${selector}._domainkey.${domain}`;
  const found = await records.txt(name);
  const plain = (text: string): string => text.replace(/\s+/g, '');
  const finding = { code: 'dkim', record: { type: 'TXT', name, value: record } } as const;
  if (found.some((each) => plain(each) === plain(record)))
    return { ...finding, state: 'good', message: `Its mail is signed: the key is at ${name}.` };
  return {
    ...finding,
    state: 'missing',
    message:
      found.length === 0
        ? `There is no TXT record at ${name} yet. New records can take an hour to be seen.`
        : `The TXT record at ${name} is another one. Replace it by the one shown here.`,
  };
}

import { getDomain } from 'tldts';

/**
 * Who runs the mail servers whose names end so. Their limits hold for all the domains they serve (Google: "limits are per
 * MX domain"), so a company with its mail at Google shares the pace of gmail.com.
 */
const OPERATORS: Readonly<Record<string, string>> = {
  'google.com': 'google',
  'googlemail.com': 'google',
  'outlook.com': 'microsoft',
  'mx.microsoft': 'microsoft',
  'hotmail.com': 'microsoft',
  'yahoodns.net': 'yahoo',
  'icloud.com': 'apple',
  'comcast.net': 'comcast',
  'charter.net': 'charter',
  'protonmail.ch': 'proton',
  'messagingengine.com': 'fastmail',
  'gmx.net': 'gmx',
  'web.de': 'gmx',
  'mimecast.com': 'mimecast',
  'pphosted.com': 'proofpoint',
  'ppe-hosted.com': 'proofpoint',
  'barracudanetworks.com': 'barracuda',
  'emailsrvr.com': 'rackspace',
  'secureserver.net': 'godaddy',
};

export interface Exchange {
  exchange: string;
  priority: number;
}

/**
 * Who receives mail for `domain`, by its MX records: the operator of the preferred server, or else that server's
 * registrable domain. The domain itself where it has none, or says that it takes no mail (RFC 7505).
 */
export function receiverOf(domain: string, exchanges: readonly Exchange[]): string {
  const [preferred] = [...exchanges].sort((a, b) => a.priority - b.priority);
  const host = preferred?.exchange.toLowerCase().replace(/\.$/, '') ?? '';
  if (host === '') return domain;
  const operator = Object.entries(OPERATORS).find(([end]) => host === end || host.endsWith(`.${end}`));
  return operator?.[1] ?? getDomain(host, { allowPrivateDomains: true }) ?? domain;
}

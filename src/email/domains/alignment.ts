import { getDomain } from 'tldts';

/** What DMARC calls the organizational domain (RFC 7489 3.2), by the public suffix list: example.org of news.example.org. */
export function organizationalDomain(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain;
}

/** The domains whose key may sign for one: itself first, then those above it up to its organizational domain. */
export function signingDomains(domain: string): string[] {
  const top = organizationalDomain(domain);
  const found = [domain];
  for (let each = domain; each !== top && each.includes('.');)
    found.push((each = each.slice(each.indexOf('.') + 1)));
  return found;
}

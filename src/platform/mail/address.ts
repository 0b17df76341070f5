import { domainToASCII } from 'node:url';

const LOCAL_BYTES = 64; // RFC 5321 4.5.3.1.1
const ADDRESS_BYTES = 254; // RFC 5321 4.5.3.1.3, less the angle brackets (erratum 1690)
/** An unquoted local part (RFC 5321 dot-string), also in its international form (RFC 6531). */
const LOCAL = /^[^\s"(),:;<>@[\\\]\u0000-\u0020\u007f]+$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Letters, digits, marks: what domainToASCII would otherwise decode or map (%, full-width dots) is no domain. */
const TYPED_DOMAIN = /^[\p{L}\p{N}\p{M}.-]+$/u;

/** A mailbox with the name shown beside it. */
export interface Mailbox {
  readonly name?: string;
  readonly address: string;
}

/**
 * The form in which addresses are compared and stored for matching: trimmed, lower case, the domain as A-labels
 * (RFC 5890). Plus tags and dots stay: they are another mailbox for all we know. Null for what is no address that
 * can be mailed: quoted local parts, address literals, lists, comments and line breaks among them.
 */
export function canonicalEmail(input: string): string | null {
  const text = input.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  if (at < 1) return null;
  const local = text.slice(0, at);
  if (!LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  const domain = canonicalDomain(text.slice(at + 1));
  if (domain === null) return null;
  const address = `${local.toLowerCase()}@${domain}`;
  if (Buffer.byteLength(local) > LOCAL_BYTES || Buffer.byteLength(address) > ADDRESS_BYTES) return null;
  return address;
}

/** A domain of two labels or more, as lower-case A-labels. Null for IP addresses and bare host names. */
export function canonicalDomain(input: string): string | null {
  if (!TYPED_DOMAIN.test(input)) return null;
  const domain = domainToASCII(input.normalize('NFC')).toLowerCase();
  const labels = domain.split('.');
  const isName = labels.length > 1 && labels.every((label) => LABEL.test(label));
  return isName && !/^\d+$/.test(labels.at(-1)!) ? domain : null;
}

/** The domain of a canonical address. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** True where the local part needs SMTPUTF8 (RFC 6531) from the receiving server. */
export function needsSmtpUtf8(address: string): boolean {
  return /[^\x00-\x7f]/.test(address);
}

/** 'g•••@example.org': for pages that anybody with a forwarded mail may open. */
export function maskedEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}•••${address.slice(at)}`;
}

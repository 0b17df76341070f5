/** Encrypted, or never leaving this machine. */
export function isSafelyReached(value: string): boolean {
  return URL.canParse(value) && (value.startsWith('https://') || isLoopbackUrl(value));
}

/** True for an address of this machine itself, to which nothing travels that somebody could read on the way. */
export function isLoopbackUrl(value: string): boolean {
  return /^http:\/\/(127(\.\d{1,3}){3}|\[::1\]|localhost)(:|\/|$)/.test(value);
}

/** This machine itself, by name or address. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** An IPv6 address without its brackets. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

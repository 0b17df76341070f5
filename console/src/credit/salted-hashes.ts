const ADDRESS = /[^\s,;"<>]+@[^\s,;"<>]+\.[^\s,;"<>]+/g;

/** The different addresses of a list in any form: a column of a table, or one a line. */
export function addressesIn(text: string): string[] {
  return [...new Set((text.match(ADDRESS) ?? []).map((address) => address.normalize('NFC').toLowerCase()))];
}

/** SHA-256 of the salt followed by each address, as hexadecimal lines. Made here: no address leaves this computer. */
export async function saltedHashes(salt: string, addresses: readonly string[]): Promise<string> {
  const encoder = new TextEncoder();
  const hashes = await Promise.all(
    addresses.map(async (address) => {
      const digest = await crypto.subtle.digest('SHA-256', encoder.encode(salt + address));
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }),
  );
  return hashes.sort().join('\n');
}

/** What the server lets links and images lead to (email/compose/document): what it would drop is left out here, and told. */

/** http, https, mailto and tel; null for everything else. */
export function linkAddress(written: string): string | null {
  // listmonk marks the links that it counts by this ending.
  const text = withoutBreaks(written).replace(/@TrackLink$/, '');
  const mailto = text.replaceAll(' ', '%20');
  if (/^mailto:[^\s<>"']{3,320}$/i.test(mailto)) return mailto;
  if (/^tel:\+?[\d\s().-]{3,30}$/i.test(text)) return text;
  return webAddress(text);
}

/** An image's: the console shows those alone that come encrypted, and nearly every host sends them so. */
export function imageAddress(written: string): string | null {
  return webAddress(withoutBreaks(written).replace(/^(?:http:)?\/\//i, 'https://'));
}

function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || text.length > 2_000) return null;
  try {
    const url = new URL(text);
    return url.username === '' && url.password === '' && url.href.length <= 2_000 ? url.href : null;
  } catch {
    return null; // no address: the words stay, without a link
  }
}

/** Sources are folded in the middle of an address, where a browser reads on. */
function withoutBreaks(text: string): string {
  return text.trim().replaceAll(/[\t\r\n]/g, '');
}

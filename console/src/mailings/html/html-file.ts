import { LONGEST_SOURCE } from './read-html';

export type HtmlFile = { problem: string } | { source: string };

/** The text of a chosen file, or what to do instead. It is read where it is: it goes nowhere. */
export async function readHtmlFile(file: File): Promise<HtmlFile> {
  if (!/\.x?html?$/i.test(file.name) && file.type !== 'text/html')
    return {
      problem: `${file.name} is not an HTML file. Choose one whose name ends in .html, or paste the source.`,
    };
  // A character takes up to four bytes.
  if (file.size > 4 * LONGEST_SOURCE)
    return {
      problem: `${file.name} is too large: an HTML file of a mail has at most a million characters. Pictures inside it do not come in anyway.`,
    };
  const source = decoded(new Uint8Array(await file.arrayBuffer()));
  if (source.includes('\0'))
    return {
      problem: `${file.name} has an HTML name, but something else is in it. Save the mail again as HTML, or paste the source.`,
    };
  return { source };
}

/** UTF-16 says so at its beginning; what is no UTF-8 comes from old Windows programs. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // takes any bytes, and is what browsers assume
  }
}

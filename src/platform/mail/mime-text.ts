import { type Mailbox } from './address.js';

/** Longest line of a header where it can be helped (RFC 5322 2.1.1) and of quoted-printable (RFC 2045 6.7). */
const LINE = 76;
/** Bytes of UTF-8 that fit an encoded word of 75 characters: 75 - '=?UTF-8?B?' - '?=' = 63, in base64 groups. */
const WORD_BYTES = 45;

/**
 * Quoted-printable (RFC 2045 6.7), lines of at most 76, ending where the text ends. Runs of spaces are encoded
 * so that the text already has the form that DKIM's relaxed canonicalization would give it.
 */
export function quotedPrintable(text: string): string {
  const bytes = Buffer.from(text.replace(/\r\n?/g, '\n'), 'utf8');
  let encoded = '';
  let line = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === 10) {
      encoded += `${line}\r\n`;
      line = '';
      continue;
    }
    const isPlainSpace = byte === 32 && line !== '' && !line.endsWith(' ') && bytes[at + 1] !== 10;
    const isPlain = (byte >= 33 && byte <= 126 && byte !== 61) || isPlainSpace;
    const next = isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (line.length + next.length > LINE - 1) {
      encoded += `${line}=\r\n`;
      line = next === ' ' ? '=20' : next;
    } else {
      line += next;
    }
  }
  return encoded + line;
}

/** Base64 in lines of 76. */
export function base64Lines(content: Buffer): string {
  return content.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n');
}

/** Text for one header: whatever could end a line becomes a space (RFC 5322 2.2). */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}

/** An unstructured header such as Subject, folded, with encoded words (RFC 2047) where it needs them. */
export function textHeader(name: string, text: string): string {
  const value = oneLine(text);
  return needsEncoding(value)
    ? `${name}: ${encodedWords(value, name.length + 2)}`
    : fold(`${name}: ${value}`);
}

/** An address header. The name never changes whose address it is: it is quoted or encoded, the address bare. */
export function addressHeader(header: string, { name, address }: Mailbox): string {
  const shown = oneLine(name ?? '');
  if (shown === '') return `${header}: <${address}>`;
  const phrase =
    needsEncoding(shown) || shown.length > 60
      ? encodedWords(shown, header.length + 2)
      : `"${shown.replace(/["\\]/g, '\\$&')}"`;
  const lastLine =
    phrase.slice(phrase.lastIndexOf('\n') + 1).length + (phrase.includes('\n') ? 0 : header.length + 2);
  const glue = lastLine + address.length + 3 > LINE ? '\r\n ' : ' ';
  return `${header}: ${phrase}${glue}<${address}>`;
}

/** Folds before spaces (RFC 5322 2.2.3), but not right after the name; a word longer than a line stays whole. */
export function fold(header: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of header.split(/(?= )/)) {
    if (line.length + word.length > LINE && line.includes(' ') && word.trim() !== '') {
      lines.push(line);
      line = word;
    } else {
      line += word;
    }
  }
  return [...lines, line].join('\r\n');
}

/** A parameter such as a file name: quoted ASCII, or the extended form of RFC 2231 for the rest. */
export function parameter(name: string, value: string): string {
  const text = oneLine(value);
  if (/^[\x20-\x7e]*$/.test(text)) return `${name}="${text.replace(/["\\]/g, '\\$&')}"`;
  const percent = encodeURIComponent(text).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${name}*=UTF-8''${percent}`;
}

function needsEncoding(text: string): boolean {
  // What looks like an encoded word is encoded itself, so that it arrives as it was typed.
  return !/^[\x20-\x7e]*$/.test(text) || text.includes('=?') || /\S{70}/.test(text);
}

function encodedWords(text: string, column: number): string {
  const words: string[] = [];
  let word = '';
  // The first shares its line with the header's name.
  let room = Math.min(WORD_BYTES, Math.floor((LINE - column - 12) / 4) * 3);
  for (const character of Buffer.from(text).toString('utf8')) {
    if (Buffer.byteLength(word + character) > room) {
      words.push(word);
      word = '';
      room = WORD_BYTES;
    }
    word += character;
  }
  return [...words, word].map((each) => `=?UTF-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ');
}

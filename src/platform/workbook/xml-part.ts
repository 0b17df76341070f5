import { type Readable } from 'node:stream';
import sax from 'sax';
import { damaged } from './workbook-problem.js';

export interface XmlHandlers {
  /** Names are given without their prefix: writers choose it freely. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(piece: string): void;
  close?(name: string): void;
}

/**
 * Reads a part's XML, and turns back to the caller after each piece, so that what the handlers gathered can be passed on.
 * A part may not declare a document type (ECMA-376 part 2, 6.1.4): with it go entities that grow without end.
 */
export async function* xmlPieces(part: Readable, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = sax.parser(true, {});
  parser.onopentag = ({ name, attributes }) =>
    handlers.open?.(local(name), attributes as Record<string, string>);
  parser.onclosetag = (name) => handlers.close?.(local(name));
  parser.ontext = (piece) => handlers.text?.(piece);
  parser.oncdata = (piece) => handlers.text?.(piece);
  parser.ondoctype = () => {
    throw damaged();
  };
  parser.onerror = (error) => {
    throw error;
  };
  const decoder = new TextDecoder('utf-8');
  for await (const piece of part) {
    parser.write(decoder.decode(piece as Buffer, { stream: true }));
    yield;
  }
  parser.write(decoder.decode()).close();
  yield;
}

/** Reads a small part as a whole. */
export async function readXml(part: Readable, handlers: XmlHandlers): Promise<void> {
  for await (const _ of xmlPieces(part, handlers));
}

export function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** A character that XML cannot hold is written _xHHHH_ in a cell's text (ECMA-376 part 1, 22.9.2.19). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;
}

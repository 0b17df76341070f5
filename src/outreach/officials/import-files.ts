import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { canonicalEmail } from '../../platform/mail/address.js';
import { type ChannelRecord } from './official-record.js';

export interface OfficialsFile {
  /** With its folders: "ma/retired/…yml" is known by them. */
  name: string;
  content: string;
}

export type Raw = Record<string, unknown>;

/** YAML 1.2 without a way to make a small file large: aliases are counted, and nothing but data is made. */
export function readYaml(content: string): unknown {
  return parseYaml(content, { maxAliasCount: 100, schema: 'core' }) as unknown;
}

export function readCsv(content: string): Record<string, string>[] {
  return parseCsv(content, {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  });
}

export function asRecord(value: unknown): Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};
}

export function asList(value: unknown): Raw[] {
  return Array.isArray(value) ? value.map(asRecord) : [];
}

/** Text of a scalar, on one line, without characters that no column takes; '' for anything else. */
export function asText(value: unknown, most = 500): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  return text
    .replace(/[\u0000-\u001F\u007F]+/g, ' ')
    .trim()
    .slice(0, most);
}

/** An ISO date, or null: sources write dates as YAML dates, as strings, and as years. */
export function asDate(value: unknown): string | null {
  const text = asText(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  return /^\d{4}$/.test(text) ? `${text}-01-01` : null;
}

/** A web address, or '' for anything that a link must not lead to. */
export function asUrl(value: unknown): string {
  const text = asText(value, 1000);
  if (!URL.canParse(text)) return '';
  const { protocol } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? text : '';
}

/** An email address; or the contact form that some sources put in its place; or nothing. */
export function emailChannel(value: unknown): ChannelRecord[] {
  const text = asText(value);
  const email = canonicalEmail(text);
  if (email) return [{ kind: 'email', value: text, label: '' }];
  return asUrl(text) ? [{ kind: 'web-form', value: asUrl(text), label: '' }] : [];
}

/** The channels without doubles, in the order given. */
export function distinct(channels: readonly ChannelRecord[]): ChannelRecord[] {
  const seen = new Set<string>();
  return channels.filter(({ kind, value }) => {
    const key = `${kind} ${value.toLowerCase()}`;
    if (value === '' || seen.has(key)) return false;
    return seen.add(key);
  });
}

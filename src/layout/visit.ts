import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type FastifyRequest } from 'fastify';
import { isLanguage, preferredLanguage, type Language } from './i18n.js';

/** What a public page needs to know about the request that asked for it. */
export interface Visit {
  language: Language;
  /** Path without the query, for links to the same page in another language. */
  path: string;
  query: Readonly<Record<string, string>>;
  nonce: string;
  isEmbed: boolean;
  /** The source code that came with the link (`?s=`): who brought this visitor. */
  source: string | null;
  /** Of the network address, for limits; the address itself is not handed on. */
  addressKey: string;
}

const SOURCE = /^[A-Za-z0-9_-]{1,64}$/;

export function readVisit(request: FastifyRequest): Visit {
  const url = new URL(request.url, 'http://page.invalid');
  const query = Object.fromEntries(url.searchParams);
  const asked = query['lang'];
  const body = (request.body ?? {}) as Record<string, unknown>;
  const source = query['s'] ?? body['s'];
  return {
    language: isLanguage(asked) ? asked : preferredLanguage(request.headers['accept-language']),
    path: url.pathname,
    query,
    nonce: request.nonce,
    isEmbed: query['embed'] === '1',
    source: typeof source === 'string' && SOURCE.test(source) ? source : null,
    addressKey: createHash('sha256').update(request.ip).digest('base64url').slice(0, 16),
  };
}

export const CurrentVisit = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  readVisit(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The same path with this language, source code and embedding, and whatever else is given. */
export function link(visit: Visit, path: string, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ lang: visit.language });
  if (visit.source) query.set('s', visit.source);
  if (visit.isEmbed) query.set('embed', '1');
  for (const [key, value] of Object.entries(more)) query.set(key, value);
  return `${path}?${query.toString()}`;
}

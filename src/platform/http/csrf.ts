import { type FastifyRequest } from 'fastify';
import { Forbidden } from './errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Mailbox providers post here from anywhere, by RFC 8058; the signed token in the path is the authority. */
const EXEMPT = [/^\/unsubscribe\/[^/]+$/];

/**
 * Refuses unsafe requests that another site's page sent (OWASP CSRF sheet, ASVS 3.5): by Sec-Fetch-Site, and by
 * Origin where a browser sends none. Programs send neither and carry an API key instead of a cookie. The token
 * bound to a session is checked by the guard in staff/, which knows sessions.
 */
export function refuseCrossSite(request: FastifyRequest, origin: string): void {
  if (SAFE.has(request.method)) return;
  const path = request.url.split('?')[0]!;
  if (EXEMPT.some((pattern) => pattern.test(path))) return;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  const from = request.headers.origin;
  const isForeign =
    site !== undefined ||
    (from !== undefined && from !== origin && from !== `http://${request.headers.host}`);
  if (isForeign)
    throw new Forbidden(
      'This form was sent from another site. Open the page itself and try again.',
      'cross_site',
    );
}

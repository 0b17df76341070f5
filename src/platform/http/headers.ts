import { type FastifyReply, type FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of this response's Content-Security-Policy: scripts and styles without it do not run. */
    nonce: string;
  }
}

/** Sets what every answer carries (ASVS 3.4). A page shown in an iframe of another site says so by ?embed=1. */
export function setHeaders(request: FastifyRequest, reply: FastifyReply, isHttps: boolean): void {
  request.nonce = randomBytes(16).toString('base64');
  const isEmbed =
    /[?&]embed=1(&|$)/.test(request.url) && !/^\/(console|api|sign-in|account)/.test(request.url);
  const policy = [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${request.nonce}'`,
    `style-src 'self' 'nonce-${request.nonce}'`,
    `style-src-attr ${/^\/(console|mailbox)/.test(request.url) ? `'unsafe-inline'` : `'none'`}`,
    // Mail that is written or shown in the console holds images of the senders' own sites.
    `img-src 'self' data:${request.url.startsWith('/console') ? ' https:' : ''}`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `frame-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `frame-ancestors ${isEmbed ? '*' : `'none'`}`,
  ];
  void reply.headers({
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=()',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  });
}

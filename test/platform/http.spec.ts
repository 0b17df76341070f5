import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { Limit } from '../../src/platform/http/limits.js';

const PATHS = [
  '/',
  '/nothing-here',
  '/exit',
  '/console/',
  '/health/live',
  '/api/v1/partners',
  '/api/docs',
  '/events',
];

describe('Every answer', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it.each(PATHS)('carries a strict policy and says nothing about the server: %s', async (path) => {
    const { headers } = await app.visitor().get(path);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'/);
    for (const part of [`object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    // A page that somebody may have to leave at once tells nobody where they come from.
    expect(headers.get('referrer-policy')).toBe(path === '/exit' ? 'no-referrer' : 'same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });

  it('may be framed by others only where the visitor asked for the embedded form, and never the console', async () => {
    expect((await app.visitor().get('/?embed=1')).headers.get('content-security-policy')).toContain(
      'frame-ancestors *',
    );
    expect((await app.visitor().get('/console/?embed=1')).headers.get('content-security-policy')).toContain(
      `frame-ancestors 'none'`,
    );
  });

  it('has a nonce of its own', async () => {
    const nonces = new Set<string>();
    for (let at = 0; at < 5; at++)
      nonces.add((await app.visitor().get('/')).headers.get('content-security-policy')!);
    expect(nonces.size).toBe(5);
  });

  it('to an API request is JSON, also when it is an error', async () => {
    const answer = await app.visitor().get('/api/v1/nothing');
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ error: { type: 'not_found', code: 'not_found', param: null } });
  });

  it('to somebody without a session leads to the sign-in page, or says so to programs', async () => {
    expect((await app.visitor().get('/api/v1/partners')).status).toBe(401);
    const page = await app.visitor().get('/account');
    expect([303, 404]).toContain(page.status);
  });

  it('refuses what another site sends, and takes what the site itself or a program sends', async () => {
    const post = (headers: Record<string, string>) =>
      app.visitor().fetch('/api/v1/partners', { method: 'POST', headers, body: '{}' });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).json()).toMatchObject({
      error: { code: 'cross_site' },
    });
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).not.toBe(403);
    expect((await post({})).status).not.toBe(403);
  });

  it('to a body that is too large is 413, and to one that is no JSON 400', async () => {
    const headers = { 'content-type': 'application/json' };
    const large = await app.visitor().fetch('/api/v1/partners', {
      method: 'POST',
      headers,
      body: JSON.stringify({ a: 'x'.repeat(2_000_000) }),
    });
    expect(large.status).toBe(413);
    expect(
      (await app.visitor().fetch('/api/v1/partners', { method: 'POST', headers, body: '{"a":' })).status,
    ).toBe(400);
  });

  it('about health is ready while the database answers', async () => {
    expect((await app.visitor().get('/health/live')).json()).toEqual({ status: 'ok' });
    expect((await app.visitor().get('/health/ready')).status).toBe(200);
  });

  it('is counted by route and status, without anything a person typed', async () => {
    await app.visitor().get('/chapters/somebody@example.org');
    const { text } = await app.visitor().get('/metrics');
    expect(text).toContain(
      'accord_http_request_seconds_count{method="GET",route="/chapters/:slug",status="404"}',
    );
    expect(text).not.toContain('somebody');
  });

  it.each([
    '/%61pi/v1/partners',
    '//api/v1/partners',
    '/api/v1/partners/',
    '/API/v1/partners',
    '/api/v1/partners;x',
    '/api/v1/%70artners',
  ])('keeps its guard however the path is written: %s', async (path) => {
    // 303 leads to the sign-in page
    expect([303, 401, 404]).toContain((await app.visitor().get(path)).status);
  });
});

describe('A limit', () => {
  it('lets a burst through, then so many a minute, and says how long to wait', () => {
    const limit = new Limit(3, 6);
    for (let at = 0; at < 3; at++) limit.take('somebody', 0);
    expect(() => limit.take('somebody', 0)).toThrow(
      expect.objectContaining({ kind: 'too_many', retryAfter: 10 }),
    );
    limit.take('somebody else', 0);
    limit.take('somebody', 10_000);
    expect(() => limit.take('somebody', 10_000)).toThrow();
  });

  it('forgets the longest silent ones when there are too many', () => {
    const limit = new Limit(1, 1, 100);
    for (let at = 0; at < 1_000; at++) limit.take(`visitor ${at}`, 0);
    expect(() => limit.take('visitor 999', 0)).toThrow();
    limit.take('visitor 0', 0);
  });
});

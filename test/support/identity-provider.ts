import { createHash, createPublicKey, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { newRsaKey } from '../../src/platform/tokens/rsa-key.js';

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Asked {
  nonce: string;
  challenge: string;
}

/**
 * An OpenID Connect provider on this machine that asks nobody anything: whoever comes to it is whom `claims` say. It checks
 * the client's secret and the PKCE verifier as a real one does.
 */
export class StandInProvider {
  static readonly CLIENT = { id: 'accord', secret: 'a secret between two' };
  /** What the next ID token says, over what it must say. */
  claims: Record<string, unknown> = {};
  readonly url: string;
  private readonly asked = new Map<string, Asked>();
  private readonly key = newRsaKey(2_048);

  private constructor(private readonly server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    server.on('request', (request, reply) => void this.answer(request, reply));
  }

  static async start(): Promise<StandInProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StandInProvider(server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    const json = (body: object, status = 200): void =>
      void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json({
          issuer: this.url,
          authorization_endpoint: `${this.url}/authorize`,
          token_endpoint: `${this.url}/token`,
          jwks_uri: `${this.url}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        });
      case '/keys':
        return json({
          keys: [
            { ...createPublicKey(this.key).export({ format: 'jwk' }), kid: '1', alg: 'RS256', use: 'sig' },
          ],
        });
      case '/authorize':
        return void reply.writeHead(302, { location: this.consent(url.searchParams) }).end();
      case '/token': {
        const form = new URLSearchParams(await text(request));
        const token = this.redeem(form, request.headers.authorization);
        return token ? json(token) : json({ error: 'invalid_grant' }, 400);
      }
      default:
        return void reply.writeHead(404).end();
    }
  }

  private consent(query: URLSearchParams): string {
    const code = randomUUID();
    this.asked.set(code, { nonce: query.get('nonce')!, challenge: query.get('code_challenge')! });
    const back = new URLSearchParams({ code, state: query.get('state')!, iss: this.url });
    return `${query.get('redirect_uri')}?${back.toString()}`;
  }

  private redeem(form: URLSearchParams, authorization: string | undefined): object | null {
    const code = form.get('code') ?? '';
    const asked = this.asked.get(code);
    this.asked.delete(code);
    const given = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const { id, secret } = StandInProvider.CLIENT;
    const isClient =
      form.get('client_secret') === secret ||
      authorization === `Basic ${Buffer.from(`${id}:${encodeURIComponent(secret)}`).toString('base64')}`;
    if (!asked || !isClient || given !== asked.challenge) return null;
    const now = Math.floor(Date.now() / 1_000);
    const claims = { iss: this.url, aud: id, iat: now, exp: now + 60, nonce: asked.nonce, ...this.claims };
    const signed = `${base64({ alg: 'RS256', kid: '1' })}.${base64(claims)}`;
    const signature = sign('sha256', Buffer.from(signed), this.key).toString('base64url');
    return { access_token: randomUUID(), token_type: 'Bearer', id_token: `${signed}.${signature}` };
  }
}

import { Injectable } from '@nestjs/common';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { Config } from '../../platform/config/config.js';
import { isLoopbackUrl } from '../../platform/config/hosts.js';

/** What must come back as it went out; it waits in the browser, encrypted, until the provider sends it back. */
export interface Errand {
  state: string;
  nonce: string;
  verifier: string;
  next: string;
}

/** Whom the provider vouches for. */
export interface Vouched {
  issuer: string;
  subject: string;
  /** Null unless the provider says that it has verified the address. */
  email: string | null;
  /** True where it says that more than one factor was shown (RFC 8176, `amr` holds "mfa"). */
  hasSecondFactor: boolean;
}

const SECONDS = 10;

/**
 * The identity provider of this installation: authorization code flow with PKCE (OpenID Connect Core 1.0, RFC 7636). What
 * the provider offers is read from it at the first sign-in and kept; where that fails, the next sign-in asks again.
 */
@Injectable()
export class IdentityProvider {
  private known: Promise<Configuration> | undefined;

  constructor(private readonly config: Config) {}

  /** What its button is called, or null where there is none. */
  get name(): string | null {
    const { OIDC_ISSUER, OIDC_NAME } = this.config;
    return OIDC_ISSUER ? (OIDC_NAME ?? new URL(OIDC_ISSUER).hostname) : null;
  }

  /** Where to send the browser, and what to remember until it comes back. @throws where the provider does not answer. */
  async begin(next: string): Promise<{ url: string; errand: Errand }> {
    const provider = await this.provider();
    const errand = {
      state: randomState(),
      nonce: randomNonce(),
      verifier: randomPKCECodeVerifier(),
      next,
    };
    const url = buildAuthorizationUrl(provider, {
      redirect_uri: this.returnUrl,
      scope: 'openid email profile',
      state: errand.state,
      nonce: errand.nonce,
      code_challenge: await calculatePKCECodeChallenge(errand.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, errand };
  }

  /** Redeems what came back. @throws where anything of it is not as it must be, or the provider does not answer. */
  async finish(query: string, errand: Errand): Promise<Vouched> {
    const tokens = await authorizationCodeGrant(
      await this.provider(),
      new URL(`${this.returnUrl}?${query}`),
      {
        expectedState: errand.state,
        expectedNonce: errand.nonce,
        pkceCodeVerifier: errand.verifier,
        idTokenExpected: true,
      },
    );
    const claims = tokens.claims()!;
    const isVerified = claims['email_verified'] === true && typeof claims['email'] === 'string';
    const methods: unknown = claims['amr'];
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: isVerified ? (claims['email'] as string) : null,
      hasSecondFactor: Array.isArray(methods) && methods.includes('mfa'),
    };
  }

  private get returnUrl(): string {
    return `${this.config.origin}/sign-in/single/return`;
  }

  private provider(): Promise<Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private discover(): Promise<Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    return discovery(new URL(OIDC_ISSUER!), OIDC_CLIENT_ID!, OIDC_CLIENT_SECRET, undefined, {
      timeout: SECONDS,
      // Only for a provider on this very machine; Config refuses any other without https.
      execute: isLoopbackUrl(OIDC_ISSUER!) ? [allowInsecureRequests] : [],
    });
  }
}

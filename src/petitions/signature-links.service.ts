import { Injectable } from '@nestjs/common';
import { type Language } from '../layout/i18n.js';
import { Config } from '../platform/config/config.js';
import { NotFound } from '../platform/http/errors.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { type Signature } from './signatures.sql.js';

/** What a link may do. A link for one is no link for another. */
export type SignatureLinkPurpose = 'confirmation' | 'withdrawal' | 'thanks';

export interface SignatureKey {
  id: string;
  ownerId: string;
}

/** What the page after the form knows of it. */
export interface Asked {
  signatureId: string;
  /** As masked by maskedEmail: the page may be seen by whoever looks over a shoulder. */
  maskedEmail: string;
}

const ASKED = 'petition-asked';
const UUID_BYTES = 16;

/** The signed links by which a signer, who has no account, acts on their signature. No personal data is in them. */
@Injectable()
export class SignatureLinks {
  constructor(
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  url(
    purpose: SignatureLinkPurpose,
    signature: Pick<Signature, 'id' | 'ownerId'>,
    language: Language,
  ): string {
    return `${this.config.origin}${this.path(purpose, signature)}?lang=${language}`;
  }

  path(purpose: SignatureLinkPurpose, { id, ownerId }: SignatureKey): string {
    const token = this.tokens.sign(`signature-${purpose}`, Buffer.concat([bytes(id), bytes(ownerId)]));
    return `/signatures/${token}/${purpose}`;
  }

  /** @throws NotFound for a link that was not made here for this purpose. */
  read(purpose: SignatureLinkPurpose, token: string): SignatureKey {
    const payload = this.tokens.verify(`signature-${purpose}`, token);
    if (payload?.length !== 2 * UUID_BYTES) throw new NotFound();
    return { id: uuid(payload.subarray(0, UUID_BYTES)), ownerId: uuid(payload.subarray(UUID_BYTES)) };
  }

  /** The petition's page with the signer's own source code: who comes by it is counted to them. */
  shareUrl(slug: string, shareCode: string): string {
    return `${this.config.origin}/petitions/${slug}?s=${shareCode}`;
  }

  /**
   * For the page after the form. Encrypted and not only signed, because an id of version 7 tells when its row was made,
   * and with it whether this address had signed before.
   */
  askedToken({ signatureId, maskedEmail }: Asked): string {
    return this.tokens.encrypt(ASKED, `${signatureId}${maskedEmail}`).toString('base64url');
  }

  /** @throws NotFound for what is no such token. */
  readAsked(token: string): Asked {
    try {
      const text = this.tokens.decrypt(ASKED, Buffer.from(token, 'base64url'));
      return { signatureId: text.slice(0, 36), maskedEmail: text.slice(36) };
    } catch {
      throw new NotFound(); // a wrong token and a token of a changed key look alike: neither opens anything
    }
  }
}

function bytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function uuid(payload: Buffer): string {
  const hex = payload.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

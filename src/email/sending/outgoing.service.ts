import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Relays } from '../../people/relays.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { canonicalEmail, domainOf } from '../../platform/mail/address.js';
import { type DkimSigner } from '../../platform/mail/dkim.js';
import { compileMessage, type Recipient } from '../../platform/mail/message.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { escapeHtml } from '../compose/merge-tags.js';
import { SendingDomains } from '../domains/sending-domains.service.js';
import { SECRET_LETTER } from '../email-secrets.access.js';
import { type KeptLetter } from '../letter.js';
import { type Claimed } from './deliveries.sql.js';
import { NEUTRAL_BY_RELAY } from './eligibility.sql.js';
import { ReturnPaths } from './return-paths.service.js';

/** A message ready for the wire. */
export interface Outgoing {
  envelopeFrom: string;
  raw: Buffer;
  /** Signs it before it leaves, where its domain's record is published. */
  dkim: DkimSigner | undefined;
  /** Set where a relay hides to whom it goes: the real address, for this one moment. Nothing of it is kept. */
  hiddenTo?: string;
}

/** Whose name a letter carries, and the key of their domain if its record is published. */
interface Sender {
  host: Host;
  dkim: DkimSigner | undefined;
  until: number;
}

/** Seconds for which a sender's name and address are remembered. */
const REMEMBERED = 30;

/** RFC 3834 5: nobody's vacation notice should answer these. */
export const AUTOMATIC = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
} as const;

/** Makes letters of the transactional lane into messages. */
@Injectable()
export class OutgoingLetters {
  private readonly senders = new Map<string, Sender>();

  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly domains: SendingDomains,
    private readonly tokens: Tokens,
    private readonly returnPaths: ReturnPaths,
    private readonly relays: Relays,
  ) {}

  /** @throws Error where it cannot be made: this letter fails, and its reason is kept. */
  async make(row: Claimed): Promise<Outgoing> {
    const hiddenTo = await this.hiddenTo(row);
    const { content, replyTo } = this.read(row.message);
    const { host, dkim } = await this.sender(row.ownerId);
    const answerTo = hiddenTo
      ? { address: this.returnPaths.answering(row.id, host.fromAddress) }
      : (replyTo ?? (host.replyTo ? { address: host.replyTo } : undefined));
    const neutral = row.neutral ?? (hiddenTo ? NEUTRAL_BY_RELAY : null);
    const message = compileMessage({
      from: { name: neutral?.name ?? host.fromName, address: host.fromAddress },
      replyTo: answerTo && { ...answerTo, address: canonicalEmail(answerTo.address) ?? host.fromAddress },
      subject: [neutral?.subject ?? content.subject],
      html: [neutral ? withNeutralOpening(content.html, neutral.subject) : content.html],
      text: [neutral ? `${neutral.subject}\n\n${content.text}` : content.text],
      headers: AUTOMATIC,
    });
    const { calendar } = content;
    return {
      envelopeFrom: this.returnPaths.of(row.id, host.fromAddress),
      dkim,
      raw: message.render(
        {},
        {
          ...recipientOf(hiddenTo ? { ...row, canonicalEmail: hiddenTo, name: '' } : row),
          calendar: calendar && {
            method: calendar.method,
            filename: 'event.ics',
            content: calendar.ics,
          },
        },
      ),
      ...(hiddenTo !== undefined && { hiddenTo }),
    };
  }

  /** Where a relay address leads now; undefined for any other address. @throws Error where the relay ended. */
  private async hiddenTo({ canonicalEmail: address }: Claimed): Promise<string | undefined> {
    if (!this.relays.isShaped(address)) return undefined;
    const reached = await this.database.as(Scope.nothing, (tx) => this.relays.reached(tx, address));
    if (!reached && domainOf(address) === this.relays.domain) throw new Error('The relay address has ended');
    return reached?.realAddress;
  }

  private read(message: Claimed['message']): KeptLetter {
    if (!message || 'frozen' in message) throw new Error('The letter is gone');
    if (!('encrypted' in message)) return message;
    const text = this.tokens.decrypt(SECRET_LETTER.purpose, Buffer.from(message.encrypted, 'base64'));
    return JSON.parse(text) as KeptLetter;
  }

  private async sender(organizationId: string): Promise<Sender> {
    const known = this.senders.get(organizationId);
    if (known && known.until > Date.now()) return known;
    const sender = await this.database.as(Scope.organizations(organizationId), async (tx) => {
      const host = await this.chapters.host(tx, organizationId);
      return { host, dkim: await this.domains.signer(tx, domainOf(host.fromAddress)) };
    });
    const remembered = { ...sender, until: Date.now() + REMEMBERED * 1_000 };
    this.senders.set(organizationId, remembered);
    return remembered;
  }
}

/** Inboxes show how a mail begins: this one begins with the words that were agreed. */
export function withNeutralOpening(html: string, words: string): string {
  return html
    .replace(/<title>[^<]*<\/title>/, '')
    .replace(/<body[^>]*>/, (body) => `${body}<p style="margin:0;padding:12px">${escapeHtml(words)}</p>`);
}

/** To whom, and the Message-ID: of the row's own random token, so it is the same at every attempt (E2). */
export function recipientOf(row: Pick<Claimed, 'canonicalEmail' | 'name' | 'token'>): Recipient {
  return {
    to: { name: row.name, address: row.canonicalEmail },
    id: createHash('sha256').update(row.token).digest('hex').slice(0, 32),
    date: new Date(),
  };
}

import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { canonicalEmail, domainOf } from '../../platform/mail/address.js';
import { compileMessage } from '../../platform/mail/message.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { escapeHtml } from '../compose/merge-tags.js';
import { SendingDomains } from '../domains/sending-domains.service.js';
import { AUTOMATIC } from '../sending/outgoing.service.js';
import { MailRelays } from './mail-relays.service.js';
import { RelayTransports } from './relay-transports.service.js';
import { findAccess } from './ways.sql.js';

/** A request has thirty seconds, and its answer is one of these. */
const LIMITS = { greetingLimit: 8_000, silenceLimit: 10_000, deliveryLimit: 20_000 };

export interface RelayTry {
  isAccepted: boolean;
  reply: string;
  sentTo: string;
}

/** Tries a relay by one mail to whoever asks, and to nobody else. */
@Injectable()
export class RelayTrying {
  constructor(
    private readonly database: Database,
    private readonly relays: MailRelays,
    private readonly chapters: Chapters,
    private readonly domains: SendingDomains,
    private readonly transports: RelayTransports,
    private readonly audit: Audit,
  ) {}

  async try(caller: Caller, id: string): Promise<RelayTry> {
    const to = canonicalEmail(caller.email);
    if (to === null) throw new Invalid([{ param: 'id', message: 'Your account has no address to mail.' }]);
    const { relay, access, host, signer } = await this.database.as(
      caller.scope('chapter.settings'),
      async (tx) => {
        const relay = await this.relays.find(tx, caller, id);
        const access = await findAccess(tx, id);
        if (!access) throw new NotFound();
        const host = await this.chapters.host(tx, relay.ownerId);
        await this.audit.append(tx, caller, {
          organizationId: relay.ownerId,
          action: 'mail-relay.tried',
          subject: { kind: 'mail-relay', id },
        });
        return { relay, access, host, signer: await this.domains.signer(tx, domainOf(host.fromAddress)) };
      },
    );
    const name = { html: escapeHtml(relay.name), text: relay.name };
    const raw = compileMessage({
      from: { name: host.fromName, address: host.fromAddress },
      subject: ['A test mail by ', { tag: 'relay' }],
      text: ['You asked for this test mail. It came by ', { tag: 'relay' }, '.'],
      html: ['<p>You asked for this test mail. It came by ', { tag: 'relay' }, '.</p>'],
      headers: AUTOMATIC,
    }).render(
      { relay: name },
      { to: { name: caller.name, address: to }, id: randomUUID(), date: new Date() },
    );
    const transport = this.transports.once(access, LIMITS);
    try {
      const outcome = await transport.deliver({
        envelopeFrom: canonicalEmail(host.fromAddress) ?? '',
        to,
        raw: signer ? await signer.sign(raw) : raw,
      });
      const isAccepted = outcome.kind === 'accepted';
      return { isAccepted, reply: 'error' in outcome ? outcome.error : outcome.reply, sentTo: to };
    } finally {
      await transport.close(0);
    }
  }
}

import { Injectable } from '@nestjs/common';
import { domainOf } from '../../platform/mail/address.js';
import { type DkimSigner } from '../../platform/mail/dkim.js';
import { PLACES } from '../compose/compose.js';
import { escapeHtml, mergeValue } from '../compose/merge-tags.js';
import { type FrozenMailing } from '../mailings/mailing.entity.js';
import { SendingDomains } from '../domains/sending-domains.service.js';
import { findVersion } from '../mailings/preparing.sql.js';
import { MailLinks } from '../tracking/mail-links.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import {
  compileMessage,
  type CompiledMessage,
  type Value,
  type Values,
} from '../../platform/mail/message.js';
import { type KeptNews } from '../letter.js';
import { type Claimed } from './deliveries.sql.js';
import { AUTOMATIC, type Outgoing, recipientOf, withNeutralOpening } from './outgoing.service.js';
import { ReturnPaths } from './return-paths.service.js';

interface Design {
  frozen: FrozenMailing;
  compiled: CompiledMessage;
  dkim: DkimSigner | undefined;
  tags: readonly string[];
}

/** Whom the values of one message are for. */
export interface Addressee {
  deliveryId: string;
  givenName: string;
  familyName: string;
  mayTrack: boolean;
}

/** Designs of a few mailings at once; each is some tens of kilobytes. */
const MOST = 20;

/** Makes rows of a mailing into messages: its design is compiled once a version, and each row fills the places. */
@Injectable()
export class MailingDesigns {
  private readonly designs = new Map<string, Promise<Design>>();

  constructor(
    private readonly database: Database,
    private readonly domains: SendingDomains,
    private readonly links: MailLinks,
    private readonly returnPaths: ReturnPaths,
  ) {}

  /** @throws Error where the message cannot be made: that row fails alone. */
  async make(row: Claimed): Promise<Outgoing> {
    const design = await this.design(row.mailingId!, row.version!);
    return this.fill(row.neutral ? await this.neutral(design.frozen, row.neutral) : design, row);
  }

  /** The same for news, whose design is the row's own. */
  async makeNews(row: Claimed): Promise<Outgoing> {
    const { frozen } = row.message as KeptNews;
    const design = row.neutral ? await this.neutral(frozen, row.neutral) : await this.own(frozen);
    return this.fill(design, row);
  }

  /** For one reader alone: sender, subject and first line as they agreed. */
  private neutral(
    frozen: FrozenMailing,
    { name, subject }: NonNullable<Claimed['neutral']>,
  ): Promise<Design> {
    const [first = '', ...rest] = frozen.html;
    return this.own({
      ...frozen,
      from: { ...frozen.from, name },
      subject: [subject],
      html: [typeof first === 'string' ? withNeutralOpening(first, subject) : first, ...rest],
      text: [`${subject}\n\n`, ...frozen.text],
      isTracked: false,
    });
  }

  private async own(frozen: FrozenMailing): Promise<Design> {
    const dkim = await this.database.as(Scope.nothing, (tx) =>
      this.domains.signer(tx, domainOf(frozen.from.address)),
    );
    return designOf(frozen, dkim);
  }

  /** What stands in each place for this person. Everything that people typed is escaped for HTML here. */
  values(frozen: FrozenMailing, tags: readonly string[], person: Addressee): Values {
    const isTracked = frozen.isTracked && person.mayTrack;
    const values: Record<string, Value> = {};
    for (const tag of tags) values[tag] = this.value(tag, frozen, person, isTracked);
    return values;
  }

  private fill(design: Design, row: Claimed): Outgoing {
    const { address } = design.frozen.from;
    return {
      envelopeFrom: this.returnPaths.of(row.id, address),
      dkim: design.dkim,
      raw: this.render(design, { ...row, deliveryId: row.id }, recipientOf(row), address),
    };
  }

  private value(tag: string, frozen: FrozenMailing, person: Addressee, isTracked: boolean): Value {
    if (tag === PLACES.unsubscribe) return same(this.links.unsubscribe(person.deliveryId));
    if (tag === PLACES.preferences) return same(this.links.preferences(person.deliveryId));
    if (tag === PLACES.pixel) {
      if (!isTracked) return { html: '', text: '' };
      const src = this.links.pixel(person.deliveryId);
      return { html: `<img src="${src}" alt="" width="1" height="1" style="border:0">`, text: '' };
    }
    if (tag.startsWith('link:')) {
      const link = frozen.links[Number(tag.slice(5))]!;
      return same(isTracked ? this.links.click(person.deliveryId, link.id, link.url) : link.url);
    }
    return same(mergeValue(tag, person));
  }

  private render(
    { frozen, compiled, tags }: Design,
    person: Addressee,
    recipient: ReturnType<typeof recipientOf>,
    address: string,
  ): Buffer {
    return compiled.render(this.values(frozen, tags, person), {
      ...recipient,
      unsubscribe: {
        url: this.links.unsubscribe(person.deliveryId),
        mailto: `mailto:${this.returnPaths.leaving(person.deliveryId, address)}`,
      },
    });
  }

  private design(mailingId: string, version: number): Promise<Design> {
    const key = `${mailingId}:${version}`;
    const known = this.designs.get(key);
    if (known) return known;
    const loading = this.load(mailingId, version);
    // What could not be read is not remembered, or a moment's outage would fail every later row.
    loading.catch(() => this.designs.delete(key));
    this.designs.set(key, loading);
    if (this.designs.size > MOST) this.designs.delete(this.designs.keys().next().value!);
    return loading;
  }

  private async load(mailingId: string, version: number): Promise<Design> {
    return this.database.as(Scope.nothing, async (tx) => {
      const found = await findVersion(tx, mailingId, version);
      if (!found) throw new Error('The mailing is gone');
      const { content } = found;
      return designOf(content, await this.domains.signer(tx, domainOf(content.from.address)));
    });
  }
}

function designOf(frozen: FrozenMailing, dkim: DkimSigner | undefined): Design {
  const { from, replyTo, subject, html, text, listId } = frozen;
  const parts = [...subject, ...html, ...text];
  return {
    frozen,
    compiled: compileMessage({
      from,
      replyTo: replyTo ?? undefined,
      subject,
      html,
      text,
      headers: { 'List-Id': listId, ...AUTOMATIC },
    }),
    dkim,
    tags: [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.tag])))],
  };
}

/** The same words in both forms; for HTML they are escaped, which no URL of ours needs but its & . */
function same(text: string): Value {
  return { html: escapeHtml(text), text };
}

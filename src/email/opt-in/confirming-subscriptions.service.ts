import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { isLanguage } from '../../layout/i18n.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { type DueOptIn, type OpenedOptIn } from '../../people/opt-in/opt-in.access.js';
import { OptIn } from '../../people/opt-in/opt-in.service.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { Post } from '../post.service.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { askingMail } from './opt-in.emails.js';

const LINK = 'opt-in';
const AT_ONCE = 100;

/** What the page behind the link shows. It names nobody: a mail may be forwarded. */
export interface Asked {
  host: Host;
  state: OpenedOptIn['state'];
}

/** The one click by which a "yes" to mail counts, where a rule of opt-in wants it (CO-4). */
@Injectable()
export class ConfirmingSubscriptions {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly optIn: OptIn,
    private readonly suppressions: Suppressions,
    private readonly engagement: Engagement,
    private readonly post: Post,
    private readonly tokens: Tokens,
    private readonly config: Config,
  ) {}

  /**
   * Mails what is due, in the worker. The note that it is due is cleared in the transaction that posts the mail, so a killed
   * worker neither loses one nor sends it twice.
   */
  async ask(signal: AbortSignal): Promise<void> {
    await this.database.as(Scope.nothing, (tx) => this.optIn.lapse(tx));
    for (let asked = AT_ONCE; asked === AT_ONCE && !signal.aborted;) {
      asked = await this.database.as(Scope.nothing, (tx) => this.askSome(tx));
      if (asked > 0) await this.post.wake();
    }
  }

  /** @throws NotFound for a link that was not made here, or whose person is gone. So does `confirm`. */
  look(token: string): Promise<Asked> {
    return this.opened(token, async (tx, request) => ({
      host: await this.chapters.host(tx, request.organizationId),
      state: request.state,
    }));
  }

  /**
   * Makes the "yes" count: in the ledger, as subscription and on the timeline. It takes back the person's own earlier "no" to
   * this organization, and no other. Any number of clicks is one; a link that is too old changes nothing.
   */
  async confirm(token: string): Promise<void> {
    await this.opened(token, async (tx, request) => {
      if (request.state !== 'asked' || !(await this.optIn.confirm(tx, request))) return;
      const { canonicalEmail, organizationId, ownerId, personId, isPractice } = request;
      if (canonicalEmail)
        await this.suppressions.agreedAnew(tx, canonicalEmail, [{ organizationId, isGiven: true }]);
      await this.engagement.record(tx, {
        ...{ ownerId, personId, isPractice },
        did: 'subscribed',
        what: { kind: 'mailing', id: null, title: '' },
      });
    });
  }

  private async askSome(tx: EntityManager): Promise<number> {
    const due = await this.optIn.due(tx, AT_ONCE);
    for (const each of due) await this.askOne(tx, each);
    return due.length;
  }

  /** Whoever complained, or whose address is given up or taken off by staff, is not written to because of a form. */
  private async askOne(tx: EntityManager, due: DueOptIn): Promise<void> {
    const { id, email, organizationId, ownerId, personId, isPractice } = due;
    if (email === null || !(await this.suppressions.mayAskAnew(tx, email, organizationId))) return;
    const language = isLanguage(due.language) ? due.language : 'en';
    const host = await this.chapters.host(tx, organizationId);
    const url = `${this.config.origin}/subscriptions/${this.tokens.signId(LINK, id)}?lang=${language}`;
    await this.post.send(tx, {
      ...{ ownerId, personId, language, isPractice },
      to: { name: due.givenName, address: email },
      kind: 'opt-in',
      content: askingMail({ language, host, due, url }),
    });
  }

  private async opened<T>(
    token: string,
    work: (tx: EntityManager, request: OpenedOptIn) => Promise<T>,
  ): Promise<T> {
    const id = this.tokens.verifyId(LINK, token);
    const ownerId = id && (await this.database.as(Scope.nothing, (tx) => this.optIn.ownerOf(tx, id)));
    if (!id || !ownerId) throw new NotFound();
    return this.database.as(Scope.organizations(ownerId), async (tx) => {
      const request = await this.optIn.open(tx, id);
      if (!request) throw new NotFound();
      return work(tx, request);
    });
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language } from '../../layout/i18n.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { type Topic, Topics } from '../../network/topics.service.js';
import { Changes } from '../../people/changes.service.js';
import { type PersonRequestKind, PersonRequests } from '../../people/person-requests.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { Post } from '../post.service.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { MailLinks, NO_DELIVERY } from '../tracking/mail-links.service.js';
import { leavingMessages } from '../unsubscribe/leaving.messages.js';
import { deliveryBehindLink, type LinkedDelivery } from '../unsubscribe/leaving.sql.js';
import { ChoiceLinks } from './choice-links.service.js';
import { freshLinkMail } from './choices.emails.js';
import { type ChoicesForm } from './choices.forms.js';
import { type Relationship } from './choices.js';
import { relationshipsOf } from './choices.sql.js';
import { Deciding } from './deciding.service.js';

/** What the page shows: everything that organizations here know of one address. */
export interface KnownAddress {
  address: string;
  host: Host;
  relationships: Relationship[];
  /** Those in use. */
  topics: Topic[];
}

/** One fresh link a quarter of an hour for each mail, however often somebody asks. */
const SLOT_MS = 15 * 60_000;
/** A correction in the person's own name; the history says that nobody of the staff did it. */
const ONESELF = { accountId: null, batchId: null };

/**
 * The page of one's own choices. It opens by a link that was mailed to the address within the hour, never by the link of
 * an old or forwarded mail, so that whoever finds such a mail learns nothing.
 */
@Injectable()
export class Choices {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly links: MailLinks,
    private readonly choiceLinks: ChoiceLinks,
    private readonly post: Post,
    private readonly topics: Topics,
    private readonly deciding: Deciding,
    private readonly suppressions: Suppressions,
    private readonly changes: Changes,
    private readonly requests: PersonRequests,
  ) {}

  /** Mails a fresh link to the address of an old one's mail. Says nothing else, and nothing twice. */
  async sendFreshLink(leaveToken: string, language: Language): Promise<void> {
    const id = this.links.readLeave(leaveToken);
    if (id === null) throw new NotFound();
    if (id === NO_DELIVERY) return;
    const delivery = await this.delivery(id);
    await this.database.as(Scope.organizations(delivery.ownerId), async (tx) => {
      const host = await this.chapters.host(tx, delivery.ownerId);
      await this.post.send(tx, {
        ownerId: delivery.ownerId,
        to: { name: '', address: delivery.address },
        kind: 'choices-link',
        language,
        content: freshLinkMail({ language, host, url: this.choiceLinks.url(id) }),
        dedupeKey: `choices:${id}:${Math.floor(Date.now() / SLOT_MS)}`,
        isSecret: true,
      });
    });
    await this.post.wake();
  }

  /** @throws NotFound for a link that is forged or older than an hour. */
  async read(token: string): Promise<KnownAddress> {
    const delivery = await this.fresh(token);
    return this.database.as(Scope.organizations(delivery.ownerId), async (tx) => ({
      address: delivery.address,
      host: await this.chapters.host(tx, delivery.ownerId),
      relationships: await relationshipsOf(tx, delivery.canonicalEmail),
      topics: await this.activeTopics(tx),
    }));
  }

  /** Takes effect with the commit: what waits to be sent is looked at again when it is claimed and when it is handed over. */
  async save(token: string, form: ChoicesForm, language: Language): Promise<void> {
    const delivery = await this.fresh(token);
    await this.asEverybody(delivery, async (tx, known) => {
      if (form.mail.length > 0) await this.returnToSome(tx, delivery, known);
      const topics = await this.activeTopics(tx);
      for (const each of known)
        if (form.shown.includes(each.organizationId))
          await this.deciding.decide(tx, { delivery, each, form, topics, language });
      const own = known.filter(({ ownerId, organizationId }) => ownerId === organizationId);
      await this.changes.setFacts(
        tx,
        ONESELF,
        own.map(({ personId }) => ({
          person_id: personId,
          given_name: form.given_name || null,
          family_name: form.family_name || null,
          pronouns: null,
          language: form.mail_language,
          no_tracking: form.no_tracking,
          is_sealed: null,
        })),
      );
    });
  }

  /** No organization here, known or to come, sends bulk mail to this address any more. */
  async stopEverything(token: string, language: Language): Promise<void> {
    const delivery = await this.fresh(token);
    const text = leavingMessages[language].consentOutAll;
    await this.asEverybody(delivery, async (tx, known) => {
      const { canonicalEmail, id: deliveryId } = delivery;
      const given = { canonicalEmail, organizationId: null, reason: 'unsubscribed' as const, deliveryId };
      await this.suppressions.add(tx, given);
      for (const each of known)
        if (each.byEmail)
          await this.deciding.say(
            tx,
            { delivery, each, language },
            { channel: 'email', isGiven: false, text },
          );
    });
  }

  /** "Send me a copy" or "erase me", to one organization; staff see it and answer. Asking twice asks once. */
  async request(
    token: string,
    organizationId: string,
    kind: PersonRequestKind,
    language: Language,
  ): Promise<void> {
    const delivery = await this.fresh(token);
    await this.asEverybody(delivery, async (tx, known) => {
      const records = known.filter(
        (each) => each.ownerId === organizationId && each.organizationId === organizationId,
      );
      if (records.length === 0) throw new NotFound();
      for (const { personId, ownerId } of records)
        await this.requests.open(tx, { personId, ownerId, kind, language });
    });
  }

  /** "Stop everything" said no to organizations that a "yes" to some does not mean: they keep their own "no". */
  private async returnToSome(
    tx: EntityManager,
    { canonicalEmail, id }: LinkedDelivery,
    known: readonly Relationship[],
  ): Promise<void> {
    if (!(await this.suppressions.resumeEverything(tx, canonicalEmail))) return;
    for (const organizationId of new Set(known.map((each) => each.organizationId)))
      await this.suppressions.add(tx, {
        canonicalEmail,
        organizationId,
        reason: 'unsubscribed',
        deliveryId: id,
      });
  }

  /** In the scope of all who know the address: they are the parties of what is decided. */
  private async asEverybody(
    delivery: LinkedDelivery,
    work: (tx: EntityManager, known: Relationship[]) => Promise<void>,
  ): Promise<void> {
    const known = await this.database.as(Scope.visitor, (tx) => relationshipsOf(tx, delivery.canonicalEmail));
    const parties = new Set(known.flatMap(({ ownerId, organizationId }) => [ownerId, organizationId]));
    await this.database.as(Scope.organizations(delivery.ownerId, ...parties), (tx) => work(tx, known));
  }

  private async activeTopics(tx: EntityManager): Promise<Topic[]> {
    return (await this.topics.list(tx)).filter(({ isActive }) => isActive);
  }

  private async fresh(token: string): Promise<LinkedDelivery> {
    const id = this.choiceLinks.read(token);
    if (id === null) throw new NotFound('This link is too old. Ask for a new one in any mail of ours.');
    return this.delivery(id);
  }

  private async delivery(id: string): Promise<LinkedDelivery> {
    const found = await this.database.as(Scope.visitor, (tx) => deliveryBehindLink(tx, id));
    if (!found) throw new NotFound();
    return found;
  }
}

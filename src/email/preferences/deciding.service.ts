import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Engagement } from '../../engagement/engagement.service.js';
import { type Language, localized } from '../../layout/i18n.js';
import { type Topic } from '../../network/topics.service.js';
import { Consents } from '../../people/consents.service.js';
import { TopicWishes } from '../../people/topic-wishes.service.js';
import { Suppressions } from '../suppressions/suppressions.service.js';
import { type LinkedDelivery } from '../unsubscribe/leaving.sql.js';
import { type ChoicesForm } from './choices.forms.js';
import { choicesMessages } from './choices.messages.js';
import { type Relationship } from './choices.js';
import { keepWish } from './choices.sql.js';

/** One organization's record of the address, and whose page decides about it. */
export interface Decision {
  delivery: LinkedDelivery;
  each: Relationship;
  language: Language;
}

/** What somebody decides about one organization: each word of it in the ledger, as it stood on the page. */
@Injectable()
export class Deciding {
  constructor(
    private readonly consents: Consents,
    private readonly wishes: TopicWishes,
    private readonly suppressions: Suppressions,
    private readonly engagement: Engagement,
  ) {}

  async decide(
    tx: EntityManager,
    { form, topics, ...decision }: Decision & { form: ChoicesForm; topics: readonly Topic[] },
  ): Promise<void> {
    const { each, language } = decision;
    const { personId, organizationId, organization } = each;
    const t = choicesMessages[language];
    const asked = [
      { channel: 'email', was: each.byEmail, is: form.mail.includes(organizationId), text: t.mailWords },
      { channel: 'sms', was: each.bySms, is: form.sms.includes(organizationId), text: t.smsWords },
      { channel: 'phone', was: each.byPhone, is: form.phone.includes(organizationId), text: t.phoneWords },
    ] as const;
    for (const { channel, was, is, text } of asked) {
      if (was === is || (is && channel !== 'email' && !each.hasPhone)) continue;
      const said = is ? text(organization) : t.noMore(text(organization));
      await this.say(tx, decision, { channel, isGiven: is, text: said });
      if (channel === 'email') await this.suppress(tx, decision, is);
    }
    if (form.mail.includes(organizationId)) await this.decideTopics(tx, decision, form, topics);
    if (form.frequency !== each.frequency) await keepWish(tx, personId, organizationId, form.frequency);
  }

  /** One word of consent, in the ledger and on the timeline. */
  async say(
    tx: EntityManager,
    { delivery: { mailingId }, each: { personId, ownerId, organizationId }, language }: Decision,
    word: { channel: 'email' | 'sms' | 'phone'; isGiven: boolean; text: string },
  ): Promise<void> {
    const source = { sourceKind: 'choices', sourceId: mailingId, method: 'confirmed' as const };
    await this.consents.record(tx, { personId, organizationId, language, ...word, ...source });
    if (word.channel !== 'email' || organizationId !== ownerId) return;
    await this.engagement.record(tx, {
      ownerId,
      personId,
      did: word.isGiven ? 'subscribed' : 'unsubscribed',
      what: { kind: 'mailing', id: mailingId, title: '' },
    });
  }

  private async suppress(
    tx: EntityManager,
    { delivery, each: { organizationId } }: Decision,
    isWanted: boolean,
  ): Promise<void> {
    const { canonicalEmail, id: deliveryId } = delivery;
    if (isWanted) await this.suppressions.agreedAnew(tx, canonicalEmail, [{ organizationId, isGiven: true }]);
    else
      await this.suppressions.add(tx, {
        canonicalEmail,
        organizationId,
        reason: 'unsubscribed',
        deliveryId,
      });
  }

  /** Topics that stood on the page. Who leaves the organization is not asked about its topics. */
  private async decideTopics(
    tx: EntityManager,
    { delivery, each, language }: Decision,
    form: ChoicesForm,
    topics: readonly Topic[],
  ): Promise<void> {
    const { personId, organizationId, organization, unwanted } = each;
    const t = choicesMessages[language];
    for (const topic of topics) {
      const isGiven = form.topics.includes(`${organizationId}.${topic.id}`);
      if (!form.shown.includes(topic.id) || isGiven !== unwanted.includes(topic.id)) continue;
      const words = t.wantTopic(localized(topic.name, language), organization);
      await this.wishes.record(tx, {
        personId,
        organizationId,
        topic,
        isGiven,
        text: isGiven ? words : t.noMore(words),
        language,
        sourceKind: 'choices',
        sourceId: delivery.mailingId,
        method: 'confirmed',
      });
    }
  }
}

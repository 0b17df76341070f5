import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Language, localized } from '../../layout/i18n.js';
import { type Topic } from '../../network/topics.service.js';
import { TopicWishes } from '../../people/topic-wishes.service.js';
import { leavingMessages } from './leaving.messages.js';
import {
  type LinkedDelivery,
  peopleWhoLeftTopicBy,
  peopleWithAddress,
  peopleWithoutTopic,
  topicOfMailing,
} from './leaving.sql.js';

/** What a mail was about, and whether its reader wants more of that. */
export interface TopicChoice {
  topic: Pick<Topic, 'id' | 'key' | 'name'>;
  hasLeft: boolean;
}

/** Leaving what a mail was about, and staying on its sender's list. In the scope of the sender. */
@Injectable()
export class LeavingTopics {
  constructor(private readonly wishes: TopicWishes) {}

  /** Null for a mail about nothing in particular, or where nobody here has the address any more. */
  async choice(tx: EntityManager, delivery: LinkedDelivery): Promise<TopicChoice | null> {
    const { ownerId: organizationId, mailingId } = delivery;
    const topic = mailingId && (await topicOfMailing(tx, mailingId));
    if (!topic) return null;
    const personIds = await this.people(tx, delivery);
    if (personIds.length === 0) return null;
    const left = await peopleWithoutTopic(tx, { personIds, organizationId, topicId: topic.id });
    return { topic, hasLeft: left.length === personIds.length };
  }

  async leave(tx: EntityManager, delivery: LinkedDelivery, from: string, language: Language): Promise<void> {
    const found = await this.choice(tx, delivery);
    if (!found) return;
    const name = localized(found.topic.name, language);
    const text = leavingMessages[language].consentOutTopic(name, from);
    for (const personId of await this.people(tx, delivery))
      await this.say(tx, delivery, found.topic, { personId, isGiven: false, text, language });
  }

  /** Takes back what this mail's link did within the last day, and nothing that was said elsewhere. */
  async undo(tx: EntityManager, delivery: LinkedDelivery, from: string, language: Language): Promise<void> {
    const { ownerId: organizationId, mailingId } = delivery;
    const topic = mailingId && (await topicOfMailing(tx, mailingId));
    if (!topic) return;
    const text = leavingMessages[language].consentBackTopic(localized(topic.name, language), from);
    const personIds = await this.people(tx, delivery);
    const left = { personIds, organizationId, purpose: topic.key, mailingId };
    for (const { id: personId } of await peopleWhoLeftTopicBy(tx, left))
      await this.say(tx, delivery, topic, { personId, isGiven: true, text, language });
  }

  private async say(
    tx: EntityManager,
    { ownerId: organizationId, mailingId }: LinkedDelivery,
    topic: TopicChoice['topic'],
    word: { personId: string; isGiven: boolean; text: string; language: Language },
  ): Promise<void> {
    const source = { sourceKind: 'mailing', sourceId: mailingId, method: 'page' as const };
    await this.wishes.record(tx, { ...word, ...source, organizationId, topic });
  }

  private async people(tx: EntityManager, { ownerId, canonicalEmail }: LinkedDelivery): Promise<string[]> {
    return (await peopleWithAddress(tx, ownerId, canonicalEmail)).map(({ id }) => id);
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Topic } from '../network/topics.service.js';
import { Consents } from './consents.service.js';
import { type Consent } from './people.access.js';
import { upsertTopicWish } from './topic-wishes.sql.js';

/** A word about one topic of what an organization mails; its purpose is the topic's key. */
export type TopicWord = Omit<Consent, 'channel' | 'purpose'> & { topic: Pick<Topic, 'id' | 'key'> };

/**
 * Which topics somebody wants no mail about. That is less than leaving the organization: the subscription stays, and
 * mailings about the topic leave them out. The ledger of consents keeps each word as it was said.
 */
@Injectable()
export class TopicWishes {
  constructor(private readonly consents: Consents) {}

  /** @returns false where that was their word already */
  async record(tx: EntityManager, { topic, ...word }: TopicWord): Promise<boolean> {
    const { personId, organizationId, isGiven: isWanted } = word;
    if (!(await upsertTopicWish(tx, { personId, organizationId, topicId: topic.id, isWanted }))) return false;
    await this.consents.record(tx, { ...word, channel: 'email', purpose: topic.key });
    return true;
  }
}

import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Localized, localized } from '../layout/i18n.js';
import { slugOf } from '../layout/slug.js';
import { Conflict, Invalid, NotFound } from '../platform/http/errors.js';
import { findTopic, findTopics, insertTopic, type Topic, updateTopic } from './topics.sql.js';
import { Networks } from './networks.service.js';

export type { Topic } from './topics.sql.js';

/**
 * What the network's mail and actions are about: a person may leave a topic and stay with the organization, a partner may
 * approve a topic beforehand. One list for all, so that "housing" means the same to everybody.
 */
@Injectable()
export class Topics {
  constructor(private readonly networks: Networks) {}

  /** Those in use first, by name; none before the installation has a network. */
  async list(tx: EntityManager): Promise<Topic[]> {
    const network = await this.networks.find(tx);
    return network ? findTopics(tx, network.id) : [];
  }

  /** Undefined where there is no such topic, or it was put away. */
  async active(tx: EntityManager, id: string): Promise<Topic | undefined> {
    const topic = await findTopic(tx, id);
    return topic?.isActive ? topic : undefined;
  }

  /**
   * That something may be said to be about it; null is about nothing in particular.
   *
   * @throws Invalid at `param` for what is no topic, or one that was put away and is not what stood there before
   */
  async assertUsable(
    tx: EntityManager,
    id: string | null,
    { param, before = null }: { param: string; before?: string | null },
  ): Promise<void> {
    if (id === null || id === before || (await this.active(tx, id))) return;
    throw new Invalid([{ param, message: 'Choose one of the topics.' }]);
  }

  /** @throws Conflict `topic_exists` where one of that name is there, also one that was put away. */
  async create(tx: EntityManager, networkId: string, name: Localized): Promise<Topic> {
    named(name);
    const made = await insertTopic(tx, { networkId, key: slugOf(localized(name, 'en')), name });
    if (!made) throw new Conflict('topic_exists', 'There is a topic of this name. Change that one.');
    return (await findTopic(tx, made.id))!;
  }

  /** Names it anew, puts it away or takes it up again. */
  async change(
    tx: EntityManager,
    networkId: string,
    id: string,
    changes: { name?: Localized; isActive?: boolean },
  ): Promise<Topic> {
    if (changes.name) named(changes.name);
    if ((await updateTopic(tx, networkId, id, changes)) === 0) throw new NotFound();
    return (await findTopic(tx, id))!;
  }
}

function named(name: Localized): void {
  if (localized(name, 'en') === '') throw new Invalid([{ param: 'name', message: 'Give it a name.' }]);
}

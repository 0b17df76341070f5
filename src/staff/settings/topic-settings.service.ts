import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Networks } from '../../network/networks.service.js';
import { Topics } from '../../network/topics.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Audit } from '../audit.service.js';
import { type Caller } from '../caller.access.js';
import { type NewTopic, type TopicChanges } from './topics.forms.js';
import { type TopicList, TopicResource } from './topics.resources.js';

/** The network's topics, as who governs the network keeps them. */
@Injectable()
export class TopicSettings {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly topics: Topics,
    private readonly audit: Audit,
  ) {}

  list(caller: Caller): Promise<TopicList> {
    return this.database.as(caller.scope('partners.read'), async (tx) => ({
      data: (await this.topics.list(tx)).map((each) => TopicResource.from(each)),
    }));
  }

  create(caller: Caller, { name }: NewTopic): Promise<TopicResource> {
    return this.governing(caller, 'topic.added', (tx, networkId) =>
      this.topics.create(tx, networkId, { ...name }),
    );
  }

  change(caller: Caller, id: string, { name, is_active }: TopicChanges): Promise<TopicResource> {
    return this.governing(caller, 'topic.changed', (tx, networkId) =>
      this.topics.change(tx, networkId, id, { name: name && { ...name }, isActive: is_active }),
    );
  }

  private governing(
    caller: Caller,
    action: string,
    work: (tx: EntityManager, networkId: string) => ReturnType<Topics['change']>,
  ): Promise<TopicResource> {
    return this.database.as(caller.scope('network.settings'), async (tx) => {
      const { id: networkId } = await this.networks.current(tx);
      caller.requires('network.settings', networkId);
      const topic = await work(tx, networkId);
      await this.audit.append(tx, caller, {
        organizationId: networkId,
        action,
        subject: { kind: 'topic', id: topic.id },
        detail: { key: topic.key, is_active: topic.isActive },
      });
      return TopicResource.from(topic);
    });
  }
}

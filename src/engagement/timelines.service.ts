import { Injectable } from '@nestjs/common';
import { People } from '../people/people.service.js';
import { Database } from '../platform/database/database.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type TimelineQuery } from './engagement.forms.js';
import { TimelineItem, type TimelinePage } from './engagement.resources.js';
import { Engagement } from './engagement.service.js';

/** Timelines for those who may read the person. */
@Injectable()
export class Timelines {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly engagement: Engagement,
  ) {}

  /** @throws NotFound for somebody whom the caller does not see. */
  read(caller: Caller, personId: string, { after, kinds, limit }: TimelineQuery): Promise<TimelinePage> {
    return this.database.as(caller.scope('people.read'), async (tx) => {
      const person = await this.people.show(tx, caller, personId);
      const { data, next } = await this.engagement.timeline(tx, {
        personIds: await this.people.records(tx, person.id),
        after: after ?? null,
        kinds,
        limit,
        restricted: caller.organizations('people.restricted'),
      });
      return { data: data.map((each) => TimelineItem.from(each)), next };
    });
  }
}

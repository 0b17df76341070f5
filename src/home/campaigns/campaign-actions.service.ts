import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Campaigns } from '../../campaigns/campaigns.service.js';
import { Database } from '../../platform/database/database.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { type Permission } from '../../staff/roles.access.js';
import { CampaignActionResource, type CampaignActionsResource } from './campaign-actions.resources.js';
import { type CampaignAction, findEventsOf, findLettersOf, findPetitionsOf } from './campaign-actions.sql.js';

type Finding = (tx: EntityManager, owners: readonly string[] | null, id: string) => Promise<CampaignAction[]>;

/** What hangs on a campaign: the petitions, events and letters that the caller may see, and what they add up to. */
@Injectable()
export class CampaignActions {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
  ) {}

  /** @throws NotFound for a campaign that is not the caller's to read. */
  async of(caller: Caller, id: string): Promise<CampaignActionsResource> {
    await this.campaigns.find(caller, id);
    // Each in the scope of its own permission: a role may hold one and not the other.
    const find = (permission: Permission, finding: Finding): Promise<CampaignAction[]> =>
      this.database.as(caller.scope(permission), (tx) => finding(tx, caller.within(permission), id));
    const petitions = await find('petitions.read', findPetitionsOf);
    const events = await find('events.read', findEventsOf);
    const letters = await find('letters.read', findLettersOf);
    return {
      data: [...petitions, ...letters, ...events].map((each) => CampaignActionResource.from(each)),
      figures: { signatures: total(petitions), places: total(events), letters: total(letters) },
    };
  }
}

function total(actions: readonly CampaignAction[]): number {
  return actions.reduce((sum, { count }) => sum + count, 0);
}

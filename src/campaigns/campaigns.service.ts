import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { localized } from '../layout/i18n.js';
import { slugOf } from '../layout/slug.js';
import { Chapters } from '../network/chapters.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.service.js';
import { Conflict, Forbidden, Invalid, NotFound } from '../platform/http/errors.js';
import { fromCursor, toPage } from '../platform/paging/paging.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { type Campaign, type CampaignState } from './campaign.js';
import { type CampaignChanges } from './campaign-changes.access.js';
import { type CampaignQuery, type NewCampaign } from './campaigns.forms.js';
import { type CampaignList, CampaignResource } from './campaigns.resources.js';
import {
  type CampaignTexts,
  endCampaign,
  findCampaign,
  findCampaignBySlug,
  findCampaigns,
  findLiveCampaigns,
  insertCampaign,
  isUsable,
  type ListedCampaign,
  publishCampaign,
  updateCampaign,
} from './campaigns.sql.js';

export type { Campaign } from './campaign.js';
export type { ListedCampaign } from './campaigns.sql.js';

const MOST_SLUGS = 50;

/** Campaigns: what petitions, events and letters hang on. Their page and figures are home's, which sees all of these. */
@Injectable()
export class Campaigns {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly audit: Audit,
    private readonly config: Config,
  ) {}

  /** Those of the caller's organizations, and what their networks have published. */
  list(caller: Caller, query: CampaignQuery): Promise<CampaignList> {
    const filter = {
      within: caller.within('campaigns.read'),
      ownerId: query.owner_id ?? null,
      state: query.state ?? null,
      text: query.q ?? '',
    };
    return this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const after = fromCursor(query.after, 1)?.[0];
      const found = await findCampaigns(
        tx,
        filter,
        after === undefined ? null : String(after),
        query.limit + 1,
      );
      return toPage(
        found,
        query.limit,
        ({ id }) => [id],
        (each) => this.resource(caller, each),
      );
    });
  }

  find(caller: Caller, id: string): Promise<CampaignResource> {
    return this.database.as(caller.scope('campaigns.read'), (tx) => this.show(tx, caller, id));
  }

  /** A draft. @throws as `draft` does. */
  create(caller: Caller, form: NewCampaign): Promise<CampaignResource> {
    return this.database.as(caller.scope('campaigns.write'), async (tx) =>
      this.show(tx, caller, await this.draft(tx, caller, form)),
    );
  }

  /**
   * A draft beside something else, in its transaction; gives its id.
   *
   * @throws Invalid on `slug` where the address is taken, on `title` where there is none.
   */
  async draft(tx: EntityManager, caller: Caller, form: NewCampaign): Promise<string> {
    const { owner_id: ownerId, slug, ...texts } = form;
    caller.requires('campaigns.write', ownerId);
    requireTitle(texts);
    const { isPractice } = await this.chapters.host(tx, ownerId);
    const id = await this.insert(tx, { ...texts, ownerId, isPractice }, slug);
    await this.note(tx, caller, 'campaign.created', ownerId, id);
    return id;
  }

  /** Changes what is sent, in every state: the outcome is written when it has ended. The address stays. */
  change(caller: Caller, id: string, form: CampaignChanges): Promise<CampaignResource> {
    return this.writing(caller, id, async (tx, campaign) => {
      if (form.title) requireTitle(form);
      if (form.ask && campaign.state !== 'draft') requireAsk(form);
      await updateCampaign(tx, id, form);
      await this.note(tx, caller, 'campaign.changed', campaign.ownerId, id, { fields: Object.keys(form) });
    });
  }

  /** draft -> live. @throws Invalid where it does not say what it wants, Conflict where it is no draft. */
  publish(caller: Caller, id: string): Promise<CampaignResource> {
    return this.writing(caller, id, async (tx, campaign) => {
      requireAsk(campaign);
      if (!(await publishCampaign(tx, id))) throw otherwise(campaign.state);
      await this.note(tx, caller, 'campaign.published', campaign.ownerId, id);
    });
  }

  /** live -> ended, for good. Its actions stay as they are: each has an end of its own. */
  end(caller: Caller, id: string): Promise<CampaignResource> {
    return this.writing(caller, id, async (tx, campaign) => {
      if (!(await endCampaign(tx, id))) throw otherwise(campaign.state);
      await this.note(tx, caller, 'campaign.ended', campaign.ownerId, id);
    });
  }

  /** A campaign that the caller may read. @throws NotFound for any other. */
  async readable(tx: EntityManager, caller: Caller, id: string): Promise<ListedCampaign> {
    const found = await findCampaign(tx, id, caller.within('campaigns.read'));
    if (!found) throw new NotFound();
    return found;
  }

  /** For visitors. @throws NotFound for a draft as for what does not exist. */
  async bySlug(tx: EntityManager, slug: string): Promise<ListedCampaign> {
    const found = await findCampaignBySlug(tx, slug);
    if (!found) throw new NotFound();
    return found;
  }

  /** For visitors: live ones of these organizations, or of all where null. */
  live(tx: EntityManager, ownerIds: readonly string[] | null, limit: number): Promise<ListedCampaign[]> {
    return findLiveCampaigns(tx, ownerIds, limit);
  }

  /**
   * For what is about to hang on a campaign (`campaign_id` of a petition, an event, a letter): the organization's own
   * or one that its network has published. Null and undefined are nobody's.
   *
   * @throws Invalid on `campaign_id`, the same for a foreign campaign as for none.
   */
  async assertUsable(tx: EntityManager, id: string | null | undefined, ownerId: string): Promise<void> {
    if (id && !(await isUsable(tx, id, ownerId)))
      throw new Invalid([
        { param: 'campaign_id', message: 'Choose a campaign of this organization or of its network.' },
      ]);
  }

  private async insert(
    tx: EntityManager,
    campaign: CampaignTexts & { ownerId: string; isPractice: boolean },
    chosen: string | undefined,
  ): Promise<string> {
    const stem = chosen ?? slugOf(localized(campaign.title, 'en'));
    for (let turn = 1; turn <= (chosen ? 1 : MOST_SLUGS); turn++) {
      const id = await insertCampaign(tx, { ...campaign, slug: turn === 1 ? stem : `${stem}-${turn}` });
      if (id) return id;
    }
    throw new Invalid([{ param: 'slug', message: 'Another campaign has this address. Choose another.' }]);
  }

  /** Who may look but not change, as a chapter at its network's campaign, is told so (403) and not "nothing here". */
  private writing(
    caller: Caller,
    id: string,
    work: (tx: EntityManager, campaign: Campaign) => Promise<void>,
  ): Promise<CampaignResource> {
    return this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const campaign = await this.readable(tx, caller, id);
      if (!caller.can('campaigns.write', campaign.ownerId)) throw new Forbidden();
      await work(tx, campaign);
      return this.show(tx, caller, id);
    });
  }

  private async show(tx: EntityManager, caller: Caller, id: string): Promise<CampaignResource> {
    return this.resource(caller, await this.readable(tx, caller, id));
  }

  private resource(caller: Caller, campaign: ListedCampaign): CampaignResource {
    const isWritable = caller.can('campaigns.write', campaign.ownerId);
    return CampaignResource.from(campaign, this.config.origin, isWritable);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail?: Record<string, unknown>,
  ): Promise<void> {
    const subject = { kind: 'campaign', id };
    return this.audit.append(tx, caller, { organizationId, action, subject, detail });
  }
}

function requireTitle({ title }: CampaignTexts): void {
  if (!localized(title, 'en'))
    throw new Invalid([{ param: 'title', message: 'Give the campaign a title in at least one language.' }]);
}

function requireAsk({ ask }: CampaignTexts): void {
  if (!localized(ask, 'en'))
    throw new Invalid([{ param: 'ask', message: 'Say what the campaign wants before everybody sees it.' }]);
}

function otherwise(state: CampaignState): Conflict {
  return new Conflict('campaign_state', `This campaign is ${state}, so this cannot be done now.`);
}

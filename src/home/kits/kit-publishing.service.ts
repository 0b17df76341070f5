import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Campaigns, type ListedCampaign } from '../../campaigns/campaigns.service.js';
import { type KitContent, type KitPiece, Kits } from '../../campaigns/kits/kits.service.js';
import { Participation } from '../../partners/participation/participation.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Forbidden, Invalid, NotFound } from '../../platform/http/errors.js';
import { type Caller } from '../../staff/caller.access.js';
import { CampaignActions } from '../campaigns/campaign-actions.service.js';
import { type KitPublishingResource } from './kits.resources.js';
import { Outlines, written } from './outlines.service.js';

/** Campaign kits as their network makes them: which of its own actions a kit holds, and when a new version goes out. */
@Injectable()
export class KitPublishing {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
    private readonly kits: Kits,
    private readonly actions: CampaignActions,
    private readonly outlines: Outlines,
    private readonly participation: Participation,
  ) {}

  /** Null where the campaign is no network's, or not the caller's to write. */
  async of(caller: Caller, id: string): Promise<KitPublishingResource | null> {
    const { campaign, newest } = await this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const found = await this.campaigns.readable(tx, caller, id);
      if (!(await this.kits.mayPublish(tx, caller, found))) return { campaign: null };
      return { campaign: found, newest: await this.kits.find(tx, caller, id) };
    });
    if (!campaign) return null;
    const candidates = await this.candidates(caller, campaign);
    const held = new Set(newest?.content.pieces.map((piece) => piece.id));
    const now = contentOf(
      campaign,
      candidates.filter((piece) => held.has(piece.id)),
    );
    const isSame = await this.database.as(caller.scope('campaigns.read'), (tx) =>
      this.kits.isPublished(tx, id, now),
    );
    return {
      version: newest?.version ?? null,
      published_at: newest?.publishedAt.toISOString() ?? null,
      is_changed: newest !== undefined && !isSame,
      candidates: candidates.map(({ id: pieceId, kind, texts }) => ({
        id: pieceId,
        kind,
        title: texts.title ?? {},
        is_held: held.has(pieceId),
      })),
    };
  }

  /**
   * The next version, with the campaign's words and these actions as they are now.
   *
   * @throws Forbidden for who only reads it, NotFound for a campaign that is no network's, Invalid for what is no action of the network's own there.
   */
  async publish(caller: Caller, id: string, pieceIds: readonly string[]): Promise<void> {
    const campaign = await this.database.as(caller.scope('campaigns.read'), (tx) =>
      this.publishable(tx, caller, id),
    );
    const candidates = await this.candidates(caller, campaign);
    const chosen = candidates.filter((piece) => pieceIds.includes(piece.id));
    if (chosen.length < pieceIds.length)
      throw new Invalid([
        { param: 'pieces', message: 'Choose petitions, events and letters of the network’s own campaign.' },
      ]);
    await this.database.as(caller.scope('campaigns.write'), async (tx) => {
      // Its words as they are in this transaction, so that the version says what the campaign says.
      const now = await this.publishable(tx, caller, id);
      await this.kits.publish(tx, caller, now, contentOf(now, chosen));
    });
  }

  private async publishable(tx: EntityManager, caller: Caller, id: string): Promise<ListedCampaign> {
    const campaign = await this.campaigns.readable(tx, caller, id);
    if (!caller.can('campaigns.write', campaign.ownerId)) throw new Forbidden();
    if (!(await this.kits.mayPublish(tx, caller, campaign))) throw new NotFound();
    return campaign;
  }

  /** The network's own actions of the campaign, in the order of their making, as they would stand in the kit. */
  private async candidates(caller: Caller, { id, ownerId }: ListedCampaign): Promise<KitPiece[]> {
    const { data } = await this.actions.of(caller, id);
    const pieces: KitPiece[] = [];
    for (const action of data) {
      const { ownerId: itsOwner, state, texts, settings } = await this.outlines.read(caller, action);
      // What a chapter hangs on the network's campaign is the chapter's.
      if (itsOwner !== ownerId || state === 'cancelled') continue;
      const key = { kind: action.kind, id: action.id };
      const { terms, messages } = await this.database.as(caller.scope('campaigns.read'), async (tx) => {
        const { isLobbying, topicId, level } = await this.participation.action(tx, caller, key);
        return { terms: { isLobbying, topicId, level }, messages: await this.kits.messagesOf(tx, key) };
      });
      pieces.push({ ...key, texts, settings, terms, ...(messages && { messages }) });
    }
    return pieces.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

function contentOf({ title, ask, background, goal }: ListedCampaign, pieces: KitPiece[]): KitContent {
  return { texts: written({ title, ask, background, goal }), pieces };
}

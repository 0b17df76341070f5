import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Campaigns, type ListedCampaign } from '../../campaigns/campaigns.service.js';
import {
  type Kit,
  type KitContent,
  type KitCopy,
  Kits,
  type MadePiece,
} from '../../campaigns/kits/kits.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { fromCursor, toPage } from '../../platform/paging/paging.js';
import { type PageQuery } from '../../platform/paging/paging.js';
import { type Caller } from '../../staff/caller.access.js';
import { differences, type KitDifference, type Outline, takenOf } from './kit-diff.js';
import { type KitUpdate } from './kits.forms.js';
import {
  type CampaignKitList,
  CampaignKitResource,
  type KitCopyResource,
  KitDifferenceResource,
  type KitPieceResource,
  type NewActionOfKit,
} from './kits.resources.js';
import { Outlines, written } from './outlines.service.js';

/** What one part of a copy says, what the kit says there, and what the chapter has yet to decide about. */
interface Compared {
  mine: Outline;
  found: KitDifference[];
}

/** Campaign kits as chapters take them: whole at first, then piece by piece; what a chapter has written stays its own. */
@Injectable()
export class KitCopying {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
    private readonly kits: Kits,
    private readonly outlines: Outlines,
  ) {}

  /** Kits of the caller's networks, and what the caller's chapters made of each. */
  list(caller: Caller, query: PageQuery): Promise<CampaignKitList> {
    return this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const after = fromCursor(query.after, 1)?.[0];
      const found = await this.kits.list(
        tx,
        caller,
        after === undefined ? null : String(after),
        query.limit + 1,
      );
      const copies = await this.kits.copies(
        tx,
        found.map(({ id }) => id),
        caller.within('campaigns.read'),
      );
      return toPage(
        found,
        query.limit,
        ({ id }) => [id],
        (kit) => CampaignKitResource.from(kit, copies),
      );
    });
  }

  /** @throws NotFound for a kit of another network. */
  find(caller: Caller, id: string): Promise<CampaignKitResource> {
    return this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const kit = await this.kits.readable(tx, caller, id);
      return CampaignKitResource.from(kit, await this.kits.copies(tx, [id], caller.within('campaigns.read')));
    });
  }

  /** A draft of the chapter's own. @throws Conflict where it has one of this kit. */
  copy(caller: Caller, id: string, ownerId: string): Promise<{ owner_id: string; campaign_id: string }> {
    caller.requires('campaigns.write', ownerId);
    return this.database.as(caller.scope('campaigns.write'), async (tx) => {
      const kit = await this.kits.readable(tx, caller, id);
      return { owner_id: ownerId, campaign_id: await this.kits.copy(tx, caller, kit, ownerId) };
    });
  }

  /** What became of the kit in this campaign, and what newer versions offer. Null where it is no copy. */
  async of(caller: Caller, id: string): Promise<KitCopyResource | null> {
    const read = await this.database.as(caller.scope('campaigns.read'), async (tx) => {
      const campaign = await this.campaigns.readable(tx, caller, id);
      const copy = await this.kits.copyOf(tx, id);
      // A chapter that left its network keeps its campaign and is offered nothing more.
      const kit = copy && (await this.kits.find(tx, caller, copy.kitId));
      return kit && { campaign, copy, kit, made: await this.kits.made(tx, id) };
    });
    if (!read) return null;
    const { campaign, copy, kit, made } = read;
    const { found } = await this.compareWords(caller, copy, kit, campaign);
    const pieces: KitPieceResource[] = [];
    for (const piece of kit.content.pieces)
      pieces.push(
        await this.pieceOf(
          caller,
          kit,
          piece.id,
          made.find(({ pieceId }) => pieceId === piece.id),
        ),
      );
    for (const one of made.filter(({ pieceId }) => !kit.content.pieces.some(({ id: it }) => it === pieceId)))
      pieces.push(await this.pieceOf(caller, kit, one.pieceId, one));
    return {
      kit_id: kit.id,
      network_name: kit.ownerName,
      version: kit.version,
      copied_at: copy.copiedAt.toISOString(),
      differences: found.map((each) => KitDifferenceResource.from(each)),
      pieces,
    };
  }

  /** Drafts the chapter's own of one piece. @throws Conflict where it has done so before. */
  make(caller: Caller, id: string, pieceId: string): Promise<NewActionOfKit> {
    return this.database.as(caller.scope('campaigns.write'), async (tx) => {
      const { copy, kit } = await this.writable(tx, caller, id);
      const piece = kit.content.pieces.find((each) => each.id === pieceId);
      if (!piece) throw new NotFound();
      const place = { owner_id: copy.ownerId, campaign_id: id };
      const actionId = await this.outlines.draft(tx, caller, piece, place);
      await this.kits.keepMade(tx, caller, copy, piece, { actionId, version: kit.version });
      return { kind: piece.kind, id: actionId };
    });
  }

  /**
   * Decides about what a newer version says of the campaign's words or of one piece: taken are the words that the chapter
   * has left as they were. Asked again it finds nothing more to do.
   *
   * @throws Conflict where there is a newer version than the one that was looked at.
   */
  async update(caller: Caller, id: string, form: KitUpdate): Promise<void> {
    const { copy, kit, campaign, one } = await this.database.as(
      caller.scope('campaigns.write'),
      async (tx) => {
        const own = await this.writable(tx, caller, id);
        const made = await this.kits.made(tx, id);
        return { ...own, one: made.find(({ pieceId }) => pieceId === form.piece_id) };
      },
    );
    if (kit.version !== form.version)
      throw new Conflict('kit_published', 'The network has published a newer version. Look at it first.');
    if (form.piece_id !== null && !one) throw new NotFound();
    if (form.is_taken) {
      if (one) {
        const { mine, found } = await this.comparePiece(caller, kit, one);
        const taken = takenOf(found, mine);
        if (Object.keys(taken).length > 0)
          await this.outlines.change(caller, { kind: one.kind, id: one.actionId }, taken);
      } else {
        const { mine, found } = await this.compareWords(caller, copy, kit, campaign);
        const taken = takenOf(found, mine);
        if (Object.keys(taken).length > 0) await this.campaigns.change(caller, id, taken);
      }
    }
    await this.database.as(caller.scope('campaigns.write'), (tx) =>
      this.kits.advance(tx, copy, form.piece_id, form.version),
    );
  }

  /** A copy that the caller may write to. @throws NotFound for what is none, Forbidden for one they may only read. */
  private async writable(
    tx: EntityManager,
    caller: Caller,
    id: string,
  ): Promise<{ campaign: ListedCampaign; copy: KitCopy; kit: Kit }> {
    const campaign = await this.campaigns.readable(tx, caller, id);
    caller.requires('campaigns.write', campaign.ownerId);
    const copy = await this.kits.copyOf(tx, id);
    if (!copy) throw new NotFound();
    return { campaign, copy, kit: await this.kits.readable(tx, caller, copy.kitId) };
  }

  private async pieceOf(
    caller: Caller,
    kit: Kit,
    pieceId: string,
    made: MadePiece | undefined,
  ): Promise<KitPieceResource> {
    const offered = kit.content.pieces.find(({ id }) => id === pieceId);
    const compared = made && (await this.comparePiece(caller, kit, made));
    const kind = (offered ?? made)!.kind;
    return {
      id: pieceId,
      kind,
      title: offered?.texts.title ?? compared?.mine.texts.title ?? {},
      is_offered: offered !== undefined,
      made:
        made && compared
          ? { id: made.actionId, state: compared.state, title: compared.mine.texts.title ?? {} }
          : null,
      differences: (compared?.found ?? []).map((each) => KitDifferenceResource.from(each)),
    };
  }

  private async compareWords(
    caller: Caller,
    copy: KitCopy,
    kit: Kit,
    { title, ask, background, goal }: ListedCampaign,
  ): Promise<Compared> {
    const mine = { texts: written({ title, ask, background, goal }), settings: {} };
    const before = await this.before(caller, kit, copy.version);
    const words = ({ texts }: KitContent): Outline => ({ texts, settings: {} });
    return { mine, found: differences(words(before), words(kit.content), mine) };
  }

  private async comparePiece(
    caller: Caller,
    kit: Kit,
    { pieceId, kind, actionId, version }: MadePiece,
  ): Promise<Compared & { state: string }> {
    const { state, ...mine } = await this.outlines.read(caller, { kind, id: actionId });
    const of = (content: KitContent) => content.pieces.find(({ id }) => id === pieceId);
    const [before, offered] = [of(await this.before(caller, kit, version)), of(kit.content)];
    return { state, mine, found: before && offered ? differences(before, offered, mine) : [] };
  }

  private async before(caller: Caller, kit: Kit, version: number): Promise<KitContent> {
    if (version === kit.version) return kit.content;
    return this.database.as(caller.scope('campaigns.read'), (tx) => this.kits.content(tx, kit.id, version));
  }
}

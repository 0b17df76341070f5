import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Chapters } from '../../network/chapters.service.js';
import { Conflict, NotFound } from '../../platform/http/errors.js';
import { Audit } from '../../staff/audit.service.js';
import { type Caller } from '../../staff/caller.access.js';
import { upsertTerms } from '../co-sponsors.sql.js';
import { type ListedCampaign, Campaigns } from '../campaigns.service.js';
import { type MessageStep } from '../messages/action-mails.access.js';
import { Autoresponses } from '../messages/autoresponses.service.js';
import {
  type Kit,
  type KitContent,
  type KitCopy,
  type KitMessage,
  type KitPiece,
  type MadePiece,
} from './kit.js';
import {
  advanceCopy,
  advanceMade,
  findContent,
  findCopies,
  findCopy,
  findKit,
  findKits,
  findMade,
  insertCopy,
  insertMade,
  insertVersion,
  isPublished,
} from './kits.sql.js';

export type { Kit, KitContent, KitCopy, KitPiece, MadePiece, Texts } from './kit.js';

/**
 * Campaign kits (PO-17): what a network offers of a campaign, and what chapters took of it. What a kit holds of petitions,
 * events and letters is read and made by home/kits, which knows them.
 */
@Injectable()
export class Kits {
  constructor(
    private readonly campaigns: Campaigns,
    private readonly chapters: Chapters,
    private readonly autoresponses: Autoresponses,
    private readonly audit: Audit,
  ) {}

  /** Those that can be copied, each in its newest version. */
  list(tx: EntityManager, caller: Caller, after: string | null, limit: number): Promise<Kit[]> {
    return findKits(tx, caller.within('campaigns.read'), after, limit);
  }

  /** Its newest version. @throws NotFound where the caller works neither for its network nor for one of its chapters. */
  async readable(tx: EntityManager, caller: Caller, id: string): Promise<Kit> {
    const found = await this.find(tx, caller, id);
    if (!found) throw new NotFound();
    return found;
  }

  /** The same, and undefined where there is none. */
  find(tx: EntityManager, caller: Caller, id: string): Promise<Kit | undefined> {
    return findKit(tx, id, caller.within('campaigns.read'));
  }

  /** What a version said. The scope must hold its network or one of its chapters. */
  async content(tx: EntityManager, id: string, version: number): Promise<KitContent> {
    const found = await findContent(tx, id, version);
    if (!found) throw new NotFound();
    return found;
  }

  /** Whether this is what the newest version says. */
  isPublished(tx: EntityManager, id: string, content: KitContent): Promise<boolean> {
    return isPublished(tx, id, content);
  }

  /** Whether the caller may make a kit of the campaign: it is a network's, and theirs to write. */
  async mayPublish(tx: EntityManager, caller: Caller, { ownerId }: ListedCampaign): Promise<boolean> {
    return (
      caller.can('campaigns.write', ownerId) && (await this.chapters.host(tx, ownerId)).kind === 'network'
    );
  }

  /**
   * The next version of a campaign's kit. Copies stay as they are and say that there is something new.
   *
   * @throws Conflict where the campaign is not live, or nothing differs from the newest version.
   */
  async publish(
    tx: EntityManager,
    caller: Caller,
    { id, ownerId, state }: ListedCampaign,
    content: KitContent,
  ): Promise<void> {
    if (state !== 'live')
      throw new Conflict('campaign_state', `This campaign is ${state}: chapters copy what is live.`);
    if (await isPublished(tx, id, content))
      throw new Conflict('kit_unchanged', 'The kit says all of this already.');
    const version = await insertVersion(tx, id, ownerId, content);
    if (version === undefined)
      throw new Conflict('kit_published', 'Somebody published a version just now. Look at it first.');
    await this.note(tx, caller, 'campaign-kit.published', ownerId, id, { version });
  }

  /**
   * A draft of the chapter's own with the kit's words; gives its id.
   *
   * @throws Conflict where the chapter has copied this kit before, or the network's campaign has ended.
   */
  async copy(tx: EntityManager, caller: Caller, kit: Kit, ownerId: string): Promise<string> {
    caller.requires('campaigns.write', ownerId);
    const { networkId } = await this.chapters.byId(tx, ownerId);
    if (networkId !== kit.ownerId) throw new NotFound();
    if (kit.state !== 'live')
      throw new Conflict('campaign_state', 'This campaign has ended, so it is copied no more.');
    const id = await this.campaigns.draft(tx, caller, { owner_id: ownerId, ...kit.content.texts });
    if (!(await insertCopy(tx, id, ownerId, kit)))
      throw new Conflict('kit_copied', 'This chapter has copied the kit already.');
    await this.note(tx, caller, 'campaign-kit.copied', ownerId, id, { kit: kit.id, version: kit.version });
    return id;
  }

  /** Where a campaign came from; undefined where it is no copy. */
  copyOf(tx: EntityManager, campaignId: string): Promise<KitCopy | undefined> {
    return findCopy(tx, campaignId);
  }

  /** Copies of these kits that belong to these organizations, or all that the scope sees where null. */
  copies(tx: EntityManager, kitIds: readonly string[], owners: readonly string[] | null): Promise<KitCopy[]> {
    return findCopies(tx, kitIds, owners);
  }

  /** What was made of the kit's pieces. */
  made(tx: EntityManager, campaignId: string): Promise<MadePiece[]> {
    return findMade(tx, campaignId);
  }

  /** What an action's mails say in its organizer's words, in an order that never changes; undefined where nobody wrote any. */
  async messagesOf(
    tx: EntityManager,
    action: Pick<KitPiece, 'kind' | 'id'>,
  ): Promise<KitMessage[] | undefined> {
    const written = await this.autoresponses.written(tx, action);
    if (written.length === 0) return undefined;
    const placeOf = ({ step, language }: { step: string; language: string }): string => `${step} ${language}`;
    return written
      .map(({ step, language, subject, body }) => ({ step: step as MessageStep, language, subject, body }))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  }

  /**
   * Says that this action was made of this piece, in the transaction that made it, and gives it the words of the piece's mails
   * and its terms: a partner that may not lobby must not find itself beside the same letter in a chapter.
   *
   * @throws Conflict where something was made of the piece before: the transaction must end with it.
   */
  async keepMade(
    tx: EntityManager,
    caller: Caller,
    copy: KitCopy,
    piece: KitPiece,
    { actionId, version }: Pick<MadePiece, 'actionId' | 'version'>,
  ): Promise<void> {
    if (!(await insertMade(tx, copy, piece, actionId, version)))
      throw new Conflict('kit_piece_made', 'This piece of the kit has been made already.');
    const action = { kind: piece.kind, id: actionId, ownerId: copy.ownerId };
    await upsertTerms(tx, action, copy.ownerId, piece.terms);
    for (const { step, language, ...words } of piece.messages ?? [])
      await this.autoresponses.keep(tx, caller, action, { step, language }, words);
  }

  /** Says that the campaign's words, or what was made of a piece, were compared with this version. */
  advance(
    tx: EntityManager,
    { campaignId }: KitCopy,
    pieceId: string | null,
    version: number,
  ): Promise<void> {
    return pieceId === null
      ? advanceCopy(tx, campaignId, version)
      : advanceMade(tx, campaignId, pieceId, version);
  }

  private note(
    tx: EntityManager,
    caller: Caller,
    action: string,
    organizationId: string,
    id: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    return this.audit.append(tx, caller, {
      organizationId,
      action,
      subject: { kind: 'campaign', id },
      detail,
    });
  }
}

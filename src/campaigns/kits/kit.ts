import { type Localized } from '../../layout/i18n.js';
import { type ActionKind, type ActionLevel } from '../../partners/participation/participation.access.js';
import { type Words } from '../../email/compose/own-words.access.js';
import { type CampaignState } from '../campaign.js';
import { type MessageKey } from '../messages/autoresponses.service.js';

/** Texts by the name of their field, as its feature's form calls it. */
export type Texts = Record<string, Localized>;

/** One petition, event or letter of the network, written down so that a chapter can make its own of it. */
export interface KitPiece {
  /** Of the network's own action: the same over versions. */
  id: string;
  kind: ActionKind;
  texts: Texts;
  /** What is no text and holds anywhere: the kind of an event, the chambers that a letter goes to. */
  settings: Record<string, unknown>;
  /** Whether it lobbies, about what and where: the rules of who may stand beside it hold in every chapter. */
  terms: { isLobbying: boolean; topicId: string | null; level: ActionLevel };
  /** What its own mails say in its organizer's words. Not there where nobody wrote any. */
  messages?: KitMessage[];
}

/** One of an action's mails in one language; the body is the editor's document. */
export type KitMessage = MessageKey & Words;

/** Words and outlines, and nobody: no co-sponsor, no contact, no place. */
export interface KitContent {
  /** Of the campaign itself. */
  texts: Texts;
  pieces: KitPiece[];
}

/** One version of what a network offers of its campaign. No version ever changes. */
export interface Kit {
  /** Of the network's campaign. */
  id: string;
  version: number;
  ownerId: string;
  ownerName: string;
  /** Of the network's campaign: an ended one is copied no more. */
  state: CampaignState;
  content: KitContent;
  publishedAt: Date;
}

/** A chapter's campaign that came from a kit. */
export interface KitCopy {
  campaignId: string;
  ownerId: string;
  kitId: string;
  /** That the campaign's own words were last compared with. */
  version: number;
  copiedAt: Date;
}

/** What a chapter made of a piece. */
export interface MadePiece {
  pieceId: string;
  kind: ActionKind;
  actionId: string;
  /** That it was last compared with. */
  version: number;
}

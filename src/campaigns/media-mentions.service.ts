import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Database } from '../platform/database/database.service.js';
import { affected, row, rows } from '../platform/database/sql.js';
import { NotFound } from '../platform/http/errors.js';
import { Audit } from '../staff/audit.service.js';
import { type Caller } from '../staff/caller.access.js';
import { Campaigns } from './campaigns.service.js';

/** Something a newspaper, station or site published about a chapter's work. */
export interface MediaMention {
  id: string;
  title: string;
  outlet: string;
  url: string;
  /** The day it appeared, YYYY-MM-DD. */
  publishedOn: string;
  /** What it is about, where it is about one campaign. */
  campaignId: string | null;
}

const COLUMNS = `id, title, outlet, url, published_on::text AS "publishedOn", campaign_id AS "campaignId"`;
const MENTION = `SELECT ${COLUMNS} FROM media_mentions`;

@Injectable()
export class MediaMentions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly campaigns: Campaigns,
  ) {}

  /** Newest first; leans on media_mentions_owner_id_published_on_idx. */
  of(tx: EntityManager, ownerId: string, limit = 50): Promise<MediaMention[]> {
    return rows(tx, `${MENTION} WHERE owner_id = $1 ORDER BY published_on DESC, id DESC LIMIT $2`, [
      ownerId,
      limit,
    ]);
  }

  /** Of a campaign, whichever chapter collected them; newest first. As a visitor: they are on a public page. */
  ofCampaign(tx: EntityManager, campaignId: string, limit: number): Promise<MediaMention[]> {
    return rows(tx, `${MENTION} WHERE campaign_id = $1 ORDER BY published_on DESC, id DESC LIMIT $2`, [
      campaignId,
      limit,
    ]);
  }

  list(caller: Caller, ownerId: string): Promise<MediaMention[]> {
    caller.requires('campaigns.read', ownerId);
    return this.database.as(caller.scope('campaigns.read'), (tx) => this.of(tx, ownerId));
  }

  add(caller: Caller, ownerId: string, mention: Omit<MediaMention, 'id'>): Promise<MediaMention> {
    caller.requires('campaigns.write', ownerId);
    return this.database.as(caller.scope('campaigns.write'), async (tx) => {
      await this.campaigns.assertUsable(tx, mention.campaignId, ownerId);
      const made = await row<MediaMention>(
        tx,
        `INSERT INTO media_mentions (owner_id, title, outlet, url, published_on, campaign_id)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
        [ownerId, mention.title, mention.outlet, mention.url, mention.publishedOn, mention.campaignId],
      );
      await this.audit.append(tx, caller, {
        organizationId: ownerId,
        action: 'media-mention.added',
        subject: { kind: 'media-mention', id: made!.id },
      });
      return made!;
    });
  }

  remove(caller: Caller, id: string): Promise<void> {
    return this.database.as(caller.scope('campaigns.write'), async (tx) => {
      const within = caller.within('campaigns.write');
      const removed = await affected(
        tx,
        `DELETE FROM media_mentions WHERE id = $1 AND ($2::uuid[] IS NULL OR owner_id = ANY ($2))`,
        [id, within],
      );
      if (removed === 0) throw new NotFound();
    });
  }
}

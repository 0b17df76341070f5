import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { CoSponsors } from '../../campaigns/co-sponsors.service.js';
import { type Language, LANGUAGES, localized } from '../../layout/i18n.js';
import { type NamedPartner } from '../../layout/partner-boxes.views.js';
import { Chapters, type Host } from '../../network/chapters.service.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { NotFound } from '../../platform/http/errors.js';
import { findCampaignBySlug, findOpenCampaigns } from './letter-campaigns.sql.js';
import { isOpen, type LetterCampaign } from './letter-campaign.js';

/** A published campaign with whose it is. */
export interface PublicCampaign {
  campaign: LetterCampaign;
  host: Host;
  /** Organizations that are named beside it. */
  partners: NamedPartner[];
  isOpen: boolean;
}

/** Letter campaigns as visitors see them. */
@Injectable()
export class PublicLetterCampaigns {
  constructor(
    private readonly database: Database,
    private readonly chapters: Chapters,
    private readonly coSponsors: CoSponsors,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for a slug without a campaign, and for a draft. */
  async bySlug(slug: string): Promise<PublicCampaign> {
    const shown = await this.database.as(Scope.visitor, async (tx) => {
      const campaign = await findCampaignBySlug(tx, slug);
      if (!campaign) throw new NotFound();
      const host = await this.chapters.host(tx, campaign.owner_id);
      return { campaign, host, isOpen: isOpen(campaign, this.clock.now()) };
    });
    const { id, owner_id: ownerId } = shown.campaign;
    return { ...shown, partners: await this.coSponsors.beside({ kind: 'letter', id, ownerId }) };
  }

  /** Open campaigns of one organization, or of all, newest first: for hub pages. The transaction is a visitor's. */
  open(tx: EntityManager, ownerId: string | null): Promise<LetterCampaign[]> {
    return findOpenCampaigns(tx, ownerId);
  }
}

/** The language of a letter: the visitor's where the campaign has a text in it, else the text's own. */
export function letterLanguage({ body }: LetterCampaign, wanted: Language): Language {
  if (body[wanted]) return wanted;
  return LANGUAGES.find((each) => localized(body, wanted) === body[each]) ?? 'en';
}

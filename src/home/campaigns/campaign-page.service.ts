import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { CoSponsors } from '../../campaigns/co-sponsors.service.js';
import { Campaigns, type ListedCampaign } from '../../campaigns/campaigns.service.js';
import { MediaMentions } from '../../campaigns/media-mentions.service.js';
import { LANGUAGES, localized } from '../../layout/i18n.js';
import { page } from '../../layout/page.js';
import { type Visit } from '../../layout/visit.js';
import { Chapters } from '../../network/chapters.service.js';
import { Database } from '../../platform/database/database.service.js';
import { Scope } from '../../platform/database/scope.js';
import { type HtmlAnswer } from '../../platform/http/answers.js';
import { type Caller } from '../../staff/caller.access.js';
import { findNextEvents, findOpenActions, findPublicActions } from '../public.sql.js';
import { type CampaignPreview } from './campaigns.forms.js';
import { CampaignPage, type CampaignFace } from './campaign.views.js';

/** The same for every visitor: half a minute old is fresh enough. */
const SHARED = 'public, max-age=30, stale-while-revalidate=60';
const MOST = 12;
/** Actions whose partners are named; a campaign has dozens. */
const MOST_NAMING = 200;
const NOBODY = { query: {}, nonce: '', isEmbed: false, source: null, addressKey: '' };

/** The public page of a campaign, which joins what hangs on it. */
@Injectable()
export class CampaignPages {
  constructor(
    private readonly database: Database,
    private readonly campaigns: Campaigns,
    private readonly chapters: Chapters,
    private readonly mentions: MediaMentions,
    private readonly coSponsors: CoSponsors,
  ) {}

  /** @throws NotFound for a draft as for what does not exist. */
  async show(visit: Visit, slug: string): Promise<HtmlAnswer> {
    const campaign = await this.database.as(Scope.visitor, (tx) => this.campaigns.bySlug(tx, slug));
    return render({ visit, ...(await this.face(campaign)) }, SHARED);
  }

  /** The page as it would be with what stands in the editor, for a sandboxed frame. What hangs on it is what visitors see. */
  async preview(caller: Caller, id: string, { language, ...texts }: CampaignPreview): Promise<string> {
    const saved = await this.database.as(caller.scope('campaigns.read'), (tx) =>
      this.campaigns.readable(tx, caller, id),
    );
    const campaign = { ...saved, ...texts };
    const path = `/campaigns/${campaign.slug}`;
    const visit: Visit = { ...NOBODY, language, path };
    const { html } = render({ visit, ...(await this.face(campaign)) });
    // The frame it is shown in runs no scripts, and browsers complain of each that they block.
    return html.replace(/<script\b[^>]*><\/script>/g, '');
  }

  private async face(campaign: ListedCampaign): Promise<Omit<CampaignFace, 'visit'>> {
    const { shown, ...face } = await this.database.as(Scope.visitor, (tx) => this.parts(tx, campaign));
    return { ...face, partners: await this.coSponsors.besideAny(shown) };
  }

  private async parts(tx: EntityManager, campaign: ListedCampaign) {
    const { id: campaignId, ownerId } = campaign;
    const hasEnded = campaign.state === 'ended';
    return {
      campaign,
      host: await this.chapters.host(tx, ownerId),
      actions: await findOpenActions(tx, { campaignId }, MOST),
      events: await findNextEvents(tx, { campaignId }, MOST),
      mentions: await this.mentions.ofCampaign(tx, campaignId, MOST),
      shown: await findPublicActions(tx, campaignId, MOST_NAMING),
      next: {
        actions: hasEnded ? await findOpenActions(tx, { ownerId }, 3) : [],
        campaigns: hasEnded ? await this.campaigns.live(tx, [ownerId], 3) : [],
      },
    };
  }
}

function render(face: CampaignFace, cache?: string): HtmlAnswer {
  const { visit, campaign, host } = face;
  const written = LANGUAGES.filter((language) => campaign.title[language]);
  return page(
    {
      visit,
      title: localized(campaign.title, visit.language),
      description: localized(campaign.ask, visit.language).slice(0, 200),
      host,
      languages: written.length > 0 ? written : undefined,
      isPractice: campaign.isPractice,
      children: CampaignPage(face),
    },
    200,
    cache,
  );
}

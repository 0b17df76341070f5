import { Injectable } from '@nestjs/common';
import { Campaigns } from '../campaigns/campaigns.service.js';
import { MediaMentions } from '../campaigns/media-mentions.service.js';
import { localized } from '../layout/i18n.js';
import { page } from '../layout/page.js';
import { type Visit } from '../layout/visit.js';
import { Chapters } from '../network/chapters.service.js';
import { Networks } from '../network/networks.service.js';
import { Partners } from '../partners/partners.service.js';
import { Stories } from '../people/stories.service.js';
import { Database } from '../platform/database/database.service.js';
import { Scope } from '../platform/database/scope.js';
import { type HtmlAnswer } from '../platform/http/answers.js';
import { homeMessages } from './home.messages.js';
import { ChapterPage } from './chapter.views.js';
import { FrontPage, HelpPage } from './home.views.js';
import { findNextEvents, findOpenActions } from './public.sql.js';

/** The same for every visitor: a minute old is fresh enough, and a busy day costs one rendering a minute. */
const SHARED = 'public, max-age=30, stale-while-revalidate=60';

/** The front page and the chapters' hubs: what is going on, in public. */
@Injectable()
export class Pages {
  constructor(
    private readonly database: Database,
    private readonly networks: Networks,
    private readonly chapters: Chapters,
    private readonly partners: Partners,
    private readonly mentions: MediaMentions,
    private readonly campaigns: Campaigns,
    private readonly stories: Stories,
  ) {}

  async front(visit: Visit): Promise<HtmlAnswer> {
    const face = await this.database.as(Scope.visitor, async (tx) => ({
      network: await this.networks.find(tx),
      chapters: await this.chapters.list(tx),
      actions: await findOpenActions(tx, {}, 6),
      events: await findNextEvents(tx, {}, 3),
      campaigns: await this.campaigns.live(tx, null, 3),
    }));
    const { network } = face;
    const host = network && {
      name: network.name,
      href: '/',
      colour: '#005c5e',
      postalAddress: network.postalAddress,
    };
    const title = network?.name ?? homeMessages[visit.language].welcome;
    const description = localized(network?.mission, visit.language);
    return page(
      {
        visit,
        title,
        description,
        host,
        isPractice: network?.isPractice,
        children: FrontPage({ visit, ...face }),
      },
      200,
      SHARED,
    );
  }

  async chapter(visit: Visit, slug: string): Promise<HtmlAnswer> {
    const { host, ...face } = await this.database.as(Scope.visitor, async (tx) => {
      const chapter = await this.chapters.bySlug(tx, slug);
      return {
        chapter,
        host: await this.chapters.host(tx, chapter.id),
        team: await this.chapters.team(tx, chapter.id),
        partners: await this.partners.listed(tx, chapter.id),
        actions: await findOpenActions(tx, { ownerId: chapter.id }, 6),
        events: await findNextEvents(tx, { ownerId: chapter.id }, 3),
        campaigns: await this.campaigns.live(tx, [chapter.id, chapter.networkId], 6),
        mentions: await this.mentions.of(tx, chapter.id, 5),
        quotes: await this.stories.quotes(tx, chapter.id),
      };
    });
    return page(
      {
        visit,
        title: face.chapter.name,
        description: localized(face.chapter.mission, visit.language),
        host,
        isPractice: host.isPractice,
        children: ChapterPage({ visit, ...face }),
      },
      200,
      SHARED,
    );
  }

  help(visit: Visit): HtmlAnswer {
    return page({
      visit,
      title: homeMessages[visit.language].helpTitle,
      isSensitive: true,
      children: HelpPage({ visit }),
    });
  }
}

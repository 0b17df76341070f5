import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, type Visit } from '../layout/visit.js';
import { Public } from '../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../platform/http/answers.js';
import { CampaignPages } from './campaigns/campaign-page.service.js';
import { SourceLinks } from './credit/source-links.service.js';
import { StatementPages } from './credit/statement-pages.service.js';
import { Pages } from './pages.service.js';

const NEUTRAL_PLACE = 'https://www.weather.gov';

@ApiExcludeController()
@Controller()
@Public()
export class PublicController {
  constructor(
    private readonly pages: Pages,
    private readonly campaigns: CampaignPages,
    private readonly links: SourceLinks,
    private readonly statements: StatementPages,
  ) {}

  @Get()
  front(@CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return this.pages.front(visit);
  }

  @Get('chapters/:slug')
  chapter(@CurrentVisit() visit: Visit, @Param('slug') slug: string): Promise<HtmlAnswer> {
    return this.pages.chapter(visit, slug);
  }

  @Get('campaigns/:slug')
  campaign(@CurrentVisit() visit: Visit, @Param('slug') slug: string): Promise<HtmlAnswer> {
    return this.campaigns.show(visit, slug);
  }

  /** The short address on posters: on to the page, with the code of whoever put the poster up. */
  @Get('go/:code')
  async go(@Param('code') code: string): Promise<SeeOther> {
    return new SeeOther(await this.links.target(code));
  }

  @Get('statements/:chapter/:token')
  statement(
    @CurrentVisit() visit: Visit,
    @Param('chapter') chapter: string,
    @Param('token') token: string,
  ): Promise<HtmlAnswer> {
    return this.statements.show(visit, chapter, token);
  }

  /** Help, and how to leave a page fast: the one page here that a survivor may need. */
  @Get('exit')
  help(@CurrentVisit() visit: Visit): HtmlAnswer {
    return this.pages.help(visit);
  }

  /** Away, at once: the browser forgets what it keeps of us, and shows the weather. Nothing here changes by it. */
  @Get('exit/now')
  leave(): SeeOther {
    return new SeeOther(NEUTRAL_PLACE, {
      'clear-site-data': '"cache", "cookies", "storage"',
      'referrer-policy': 'no-referrer',
    });
  }
}

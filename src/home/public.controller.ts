import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, type Visit } from '../layout/visit.js';
import { Public } from '../platform/http/access.js';
import { type HtmlAnswer } from '../platform/http/answers.js';
import { CampaignPages } from './campaigns/campaign-page.service.js';
import { Pages } from './pages.service.js';

@ApiExcludeController()
@Controller()
@Public()
export class PublicController {
  constructor(
    private readonly pages: Pages,
    private readonly campaigns: CampaignPages,
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

  /** Help, and how to leave a page fast: the one page here that a survivor may need. */
  @Get('exit')
  help(@CurrentVisit() visit: Visit): HtmlAnswer {
    return this.pages.help(visit);
  }
}

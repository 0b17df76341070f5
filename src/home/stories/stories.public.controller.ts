import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { allowedPage } from './stories.views.js';
import { StoryDesk } from './story-desk.service.js';

/** The person's own link. GET shows and changes nothing: mail scanners open links too. */
@ApiExcludeController()
@Public()
@Controller('allowed/:token')
export class StoriesPublicController {
  constructor(private readonly desk: StoryDesk) {}

  @Get()
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return allowedPage({ visit, ...(await this.desk.look(token)) });
  }

  @Post()
  async end(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.desk.end(token);
    return new SeeOther(link(visit, visit.path));
  }
}

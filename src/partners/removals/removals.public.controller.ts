import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { removalPage } from './removal.views.js';
import { Removals } from './removals.service.js';

/** The page behind a removal notice's link. GET shows and changes nothing: mail scanners open links too. */
@ApiExcludeController()
@Public()
@Controller('removals/:token')
export class RemovalsPublicController {
  constructor(private readonly removals: Removals) {}

  @Get()
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return removalPage({ visit, ...(await this.removals.look(token)) });
  }

  @Post()
  async acknowledge(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.removals.acknowledge(token);
    return new SeeOther(link(visit, visit.path));
  }
}

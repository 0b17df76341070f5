import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { ConfirmingSubscriptions } from './confirming-subscriptions.service.js';
import { askedPage } from './opt-in.views.js';

/** The page behind the link that asks for one click. GET shows and changes nothing: mail scanners open links too. */
@ApiExcludeController()
@Public()
@Controller('subscriptions/:token')
export class OptInController {
  constructor(private readonly confirming: ConfirmingSubscriptions) {}

  @Get()
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return askedPage({ visit, token, asked: await this.confirming.look(token) });
  }

  @Post()
  async confirm(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.confirming.confirm(token);
    return new SeeOther(link(visit, `/subscriptions/${token}`));
  }
}

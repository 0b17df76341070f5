import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, type SeeOther } from '../../platform/http/answers.js';
import { LetterDesk } from './letter-desk.service.js';

/** Writing to decision makers. Every step is a plain form; what was typed travels in form posts and never in an address. */
@ApiExcludeController()
@Controller()
@Public()
export class LettersPublicController {
  constructor(private readonly desk: LetterDesk) {}

  @Get('letters/:slug')
  start(@CurrentVisit() visit: Visit, @Param('slug') slug: string): Promise<HtmlAnswer> {
    return this.desk.start(visit, slug, undefined);
  }

  @Post('letters/:slug/start')
  @HttpCode(200)
  startAgain(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<HtmlAnswer> {
    return this.desk.start(visit, slug, body);
  }

  @Post('letters/:slug/officials')
  @HttpCode(200)
  officials(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<HtmlAnswer> {
    return this.desk.officials(visit, slug, body);
  }

  @Post('letters/:slug/check')
  @HttpCode(200)
  check(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<HtmlAnswer> {
    return this.desk.check(visit, slug, body);
  }

  @Post('letters/:slug/sending')
  send(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Body() body: unknown,
  ): Promise<HtmlAnswer | SeeOther> {
    return this.desk.send(visit, slug, body);
  }

  @Get('letters/:slug/sent')
  sent(@CurrentVisit() visit: Visit, @Param('slug') slug: string): Promise<HtmlAnswer> {
    return this.desk.sent(visit, slug);
  }

  @Get('letters/:slug/confirmation/:token')
  askToConfirm(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Param('token') token: string,
  ): Promise<HtmlAnswer | SeeOther> {
    return this.desk.askToConfirm(visit, slug, token);
  }

  @Post('letters/:slug/confirmation/:token')
  confirm(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Param('token') token: string,
  ): Promise<HtmlAnswer | SeeOther> {
    return this.desk.confirm(visit, slug, token);
  }

  @Get('letters/:slug/thanks/:token')
  thanks(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Param('token') token: string,
  ): Promise<HtmlAnswer> {
    return this.desk.thanks(visit, slug, token);
  }

  @Post('letters/:slug/hand-off/:token')
  handOff(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Param('token') token: string,
    @Body() body: unknown,
  ): Promise<SeeOther> {
    return this.desk.handOff(visit, slug, token, body);
  }

  @Get('letters/:slug/withdrawal/:token')
  askToWithdraw(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Param('token') token: string,
  ): Promise<HtmlAnswer> {
    return this.desk.askToWithdraw(visit, slug, token);
  }

  @Post('letters/:slug/withdrawal/:token')
  @HttpCode(200)
  withdraw(
    @CurrentVisit() visit: Visit,
    @Param('slug') slug: string,
    @Param('token') token: string,
  ): Promise<HtmlAnswer> {
    return this.desk.withdraw(visit, slug, token);
  }

  @Get('verify/:code')
  verify(@CurrentVisit() visit: Visit, @Param('code') code: string): Promise<HtmlAnswer> {
    return this.desk.verify(visit, code);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { isLeavingReason } from '../leaving-reasons/leaving-reason.js';
import { Leaving } from './leaving.service.js';
import { choicesPage, leavePage, leftPage, stayedPage, trialPage } from './leaving.views.js';

/**
 * The links at the foot of every mailing. POST /unsubscribe/:token is RFC 8058's: 200, no cookie, no redirect, the body
 * urlencoded or multipart, any number of times.
 */
@ApiExcludeController()
@Public()
@Controller()
export class LeavingController {
  constructor(private readonly leaving: Leaving) {}

  @Get('unsubscribe/:token')
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const choice = await this.leaving.choice(token);
    if (!choice) return trialPage(visit);
    const hasLeft = choice.hasLeft.list || choice.hasLeft.everything;
    return (hasLeft ? leftPage : leavePage)({ visit, token, choice });
  }

  @Post('unsubscribe/:token')
  @HttpCode(200)
  async leave(
    @Param('token') token: string,
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer> {
    await this.leaving.leave(token, isOneClick(body) ? 'one-click' : 'page', visit.language);
    const choice = await this.leaving.choice(token);
    return choice ? leftPage({ visit, token, choice }) : trialPage(visit);
  }

  @Get('preferences/:token')
  async choices(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const choice = await this.leaving.choice(token);
    return choice ? choicesPage({ visit, token, choice }) : trialPage(visit);
  }

  @Post('preferences/:token/list')
  async leaveList(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.leaving.leave(token, 'page', visit.language);
    return new SeeOther(link(visit, `/preferences/${token}`));
  }

  @Post('preferences/:token/topic')
  async leaveTopic(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.leaving.leaveTopic(token, visit.language);
    return new SeeOther(link(visit, `/preferences/${token}`));
  }

  @Post('preferences/:token/topic/undo')
  async undoTopic(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.leaving.undoTopic(token, visit.language);
    return new SeeOther(link(visit, `/preferences/${token}`));
  }

  @Post('preferences/:token/everything')
  async leaveEverything(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.leaving.leaveEverything(token, visit.language);
    return new SeeOther(link(visit, `/preferences/${token}`));
  }

  /** What is no reason says nothing: the page comes again. */
  @Post('preferences/:token/reason')
  async explain(
    @Param('token') token: string,
    @Body() body: Record<string, unknown> | undefined,
    @CurrentVisit() visit: Visit,
  ): Promise<SeeOther> {
    const reason = body?.['reason'];
    if (isLeavingReason(reason)) await this.leaving.explain(token, reason);
    return new SeeOther(link(visit, `/preferences/${token}`));
  }

  @Post('preferences/:token/undo')
  async undo(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.leaving.undo(token, visit.language);
    return new SeeOther(link(visit, `/preferences/${token}/kept`));
  }

  @Get('preferences/:token/kept')
  async kept(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const choice = await this.leaving.choice(token);
    return choice ? stayedPage({ visit, token, choice }) : trialPage(visit);
  }
}

/** The pair of RFC 8058 3.2. What has no such pair came from our own page's button. */
function isOneClick(body: unknown): boolean {
  if (typeof body === 'string') return /name="?List-Unsubscribe"?\s+One-Click/.test(body);
  return (body as Record<string, unknown> | undefined)?.['List-Unsubscribe'] === 'One-Click';
}

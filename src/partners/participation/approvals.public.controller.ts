import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { approvalPage } from './approval.views.js';
import { Approvals } from './approvals.service.js';

/** The page behind an approver's link. GET shows and changes nothing: mail scanners open links too. */
@ApiExcludeController()
@Public()
@Controller('approvals/:token')
export class ApprovalsPublicController {
  constructor(private readonly approvals: Approvals) {}

  @Get()
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return approvalPage({ visit, ...(await this.approvals.look(token)) });
  }

  /** What is no answer answers nothing: the page comes again. */
  @Post()
  async answer(
    @Param('token') token: string,
    @Body() body: Record<string, unknown> | undefined,
    @CurrentVisit() visit: Visit,
  ): Promise<SeeOther> {
    const answer = body?.['answer'];
    if (answer === 'yes' || answer === 'no') await this.approvals.answer(token, answer);
    return new SeeOther(link(visit, visit.path));
  }
}

import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { readForm, sentence } from '../../layout/forms.js';
import { type Language } from '../../layout/i18n.js';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { deviceOf, Sessions } from '../sessions.service.js';
import { staffMessages } from '../staff.messages.js';
import { LinkedSignIn, type LinkOutcome, type PasswordComplaint } from './linked-sign-in.service.js';
import { LINK_ROUTES, type Linked, type LinkPurpose, purposeOf } from './one-time-links.service.js';
import { onward, setCookie } from './sign-in.controller.js';
import { NewPasswordForm } from './sign-in.forms.js';
import { choosePasswordPage, linkGonePage, signInLinkPage } from './links.views.js';

const CONSOLE = '/console/';

/** Invitations, resets and sign-in links: GET shows what will happen, POST does it. */
@ApiExcludeController()
@Controller()
@Public()
export class LinksController {
  constructor(
    private readonly linked: LinkedSignIn,
    private readonly sessions: Sessions,
  ) {}

  @Get(LINK_ROUTES)
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const purpose = purposeOf(visit.path);
    const linked = await this.linked.peek(token, purpose);
    if (!linked) return linkGonePage(visit);
    if (!isPasswordChosen(purpose, linked)) return signInLinkPage({ visit, name: linked.name });
    return choosePasswordPage({ visit, state: { language: visit.language }, linked });
  }

  @Post(LINK_ROUTES)
  async act(
    @Param('token') token: string,
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlAnswer | SeeOther> {
    const purpose = purposeOf(visit.path);
    const linked = await this.linked.peek(token, purpose);
    if (!linked) return linkGonePage(visit);
    const [device, replaces] = [deviceOf(request), this.sessions.tokenOf(request)];
    if (!isPasswordChosen(purpose, linked))
      return this.conclude(visit, await this.linked.enter(token, device, replaces), reply);
    const { language } = visit;
    const { form, errors, isValid } = readForm(NewPasswordForm, body, language);
    if (!isValid) return choosePasswordPage({ visit, state: { language, errors }, linked });
    const outcome = await this.linked.choosePassword(token, purpose, form.password, device, replaces);
    if (outcome.kind !== 'refused') return this.conclude(visit, outcome, reply);
    const refusal = { password: complaintText(outcome.complaint, language) };
    return choosePasswordPage({ visit, state: { language, errors: refusal }, linked });
  }

  private conclude(visit: Visit, outcome: LinkOutcome, reply: FastifyReply): HtmlAnswer | SeeOther {
    if (outcome.kind !== 'done') return linkGonePage(visit);
    if (!outcome.begun) return new SeeOther(link(visit, '/sign-in', { done: 'password' }));
    setCookie(reply, outcome.begun.cookie);
    return onward(visit, outcome.begun.stage, CONSOLE);
  }
}

function isPasswordChosen(purpose: LinkPurpose, linked: Linked): boolean {
  return purpose !== 'sign-in' || !linked.hasPassword;
}

export function complaintText(complaint: PasswordComplaint, language: Language): string {
  return complaint in staffMessages.en
    ? staffMessages[language][complaint as 'passwordCommon']
    : sentence(complaint, language);
}

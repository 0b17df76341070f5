import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { readForm } from '../../layout/forms.js';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { SignedIn } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { Unauthorized } from '../../platform/http/errors.js';
import { CurrentSession, HalfSignedIn, type Session } from '../session.access.js';
import { deviceOf, Sessions } from '../sessions.service.js';
import { complaintText } from '../sign-in/links.controller.js';
import { setCookie } from '../sign-in/sign-in.controller.js';
import { localPath } from '../sign-in/sign-in.forms.js';
import { TwoFactor } from '../sign-in/two-factor.service.js';
import { staffMessages } from '../staff.messages.js';
import { ChangePasswordForm, SensitiveForm, SetUpForm } from './account.forms.js';
import { accountMessages } from './account.messages.js';
import { accountPage, type AccountView } from './account.views.js';
import { OwnAccount } from './own-account.service.js';
import { recoveryCodesPage, setUpPage } from './two-factor.views.js';

type Errors = Record<string, string>;

/** One's own account, without script: password, second factor, and where one is signed in. */
@ApiExcludeController()
@Controller('account')
@SignedIn()
export class AccountController {
  constructor(
    private readonly own: OwnAccount,
    private readonly sessions: Sessions,
    private readonly twoFactor: TwoFactor,
  ) {}

  @Get()
  account(@CurrentVisit() visit: Visit, @CurrentSession() session: Session): Promise<HtmlAnswer> {
    return this.show(visit, session);
  }

  @Post('password')
  async changePassword(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
  ): Promise<HtmlAnswer | SeeOther> {
    const { form, errors, isValid } = readForm(ChangePasswordForm, body, visit.language);
    if (!isValid) return this.show(visit, session, errors);
    const wrong = await this.refusal(visit, async () => {
      const device = deviceOf(request);
      const complaint = await this.own.changePassword(session, form.current_password, form.password, device);
      return complaint ? { password: complaintText(complaint, visit.language) } : null;
    });
    return wrong
      ? this.show(visit, session, wrong)
      : new SeeOther(link(visit, '/account', { done: 'changed' }));
  }

  @Get('two-factor')
  @HalfSignedIn()
  setUpForm(@CurrentVisit() visit: Visit, @CurrentSession() session: Session): Promise<HtmlAnswer> {
    if (session.stage === 'code-needed') throw new Unauthorized(undefined, 'code_needed');
    return this.showSetUp(visit, session, localPath(visit.query['next']));
  }

  @Post('two-factor')
  @HalfSignedIn()
  async setUp(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlAnswer> {
    // Whoever has a factor must show it first: else a stolen password could set up another one.
    if (session.stage === 'code-needed') throw new Unauthorized(undefined, 'code_needed');
    const { form, errors, isValid } = readForm(SetUpForm, body, visit.language);
    const next = localPath(form.next);
    if (!isValid) return this.showSetUp(visit, session, next, form.sealed, errors);
    const device = deviceOf(request);
    const wrong = await this.refusal(visit, () => this.confirm(session, form, request));
    if (wrong) return this.showSetUp(visit, session, next, form.sealed, wrong);
    const proposal = this.twoFactor.reopen(form.sealed, session.email);
    const token = this.sessions.tokenOf(request)!;
    const done =
      proposal && (await this.own.setUpTwoFactor(session, proposal.secret, form.code, device, token));
    if (!done)
      return this.showSetUp(visit, session, next, form.sealed, {
        code: accountMessages[visit.language].codeWrong,
      });
    setCookie(reply, done.cookie);
    return recoveryCodesPage(visit, done.recoveryCodes, next);
  }

  @Post('two-factor/removal')
  async remove(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
  ): Promise<HtmlAnswer | SeeOther> {
    const { form } = readForm(SensitiveForm, body, visit.language);
    const wrong = await this.refusal(visit, () => this.confirm(session, form, request), 'confirm-removal');
    if (wrong) return this.show(visit, session, wrong);
    await this.own.removeTwoFactor(session, deviceOf(request));
    return new SeeOther(link(visit, '/account', { done: 'removed' }));
  }

  @Post('recovery-codes')
  async renew(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
  ): Promise<HtmlAnswer> {
    const { form } = readForm(SensitiveForm, body, visit.language);
    const wrong = await this.refusal(visit, () => this.confirm(session, form, request), 'confirm-codes');
    if (wrong) return this.show(visit, session, wrong);
    const codes = await this.own.renewRecoveryCodes(session, deviceOf(request));
    return recoveryCodesPage(visit, codes, '/account');
  }

  @Post('sessions/end-others')
  async endOthers(@CurrentVisit() visit: Visit, @CurrentSession() session: Session): Promise<SeeOther> {
    await this.own.endOtherSessions(session);
    return new SeeOther(link(visit, '/account', { done: 'ended' }));
  }

  @Post('sessions/:id/end')
  async end(
    @Param('id', IdPipe) id: string,
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
  ): Promise<SeeOther> {
    await this.own.endSession(session, id);
    return new SeeOther(link(visit, '/account', { done: 'ended' }));
  }

  /** Asks for the password again, unless it was typed a moment ago. */
  private async confirm(session: Session, form: SensitiveForm, request: FastifyRequest): Promise<null> {
    if (!this.own.isPasswordFresh(session))
      await this.own.confirmPassword(session, form.current_password ?? '', deviceOf(request));
    return null;
  }

  /** A wrong password belongs beside its field, not on a page of its own. */
  private async refusal(
    visit: Visit,
    work: () => Promise<Errors | null>,
    field = 'current_password',
  ): Promise<Errors | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unauthorized)) throw error;
      return { [field]: staffMessages[visit.language].passwordWrong };
    }
  }

  private async show(visit: Visit, session: Session, errors: Errors = {}): Promise<HtmlAnswer> {
    const { account, ...shown } = await this.own.show(session);
    const done = visit.query['done'];
    return accountPage({
      visit,
      state: { language: visit.language, errors },
      csrf: session.csrfToken,
      sessionId: session.id,
      asksPassword: !this.own.isPasswordFresh(session),
      notice: NOTICES.find((each) => each === done),
      name: account.name,
      email: account.email,
      hasTwoFactor: account.hasTwoFactor,
      ...shown,
    });
  }

  private showSetUp(
    visit: Visit,
    session: Session,
    next: string,
    sealed?: string,
    errors: Errors = {},
  ): Promise<HtmlAnswer> {
    const kept = sealed ? this.twoFactor.reopen(sealed, session.email) : null;
    return setUpPage({
      visit,
      state: { language: visit.language, errors },
      csrf: session.csrfToken,
      next,
      isNeeded: session.stage === 'set-up-needed',
      asksPassword: !this.own.isPasswordFresh(session),
      ...(kept ?? this.twoFactor.propose(session.email)),
    });
  }
}

const NOTICES: readonly NonNullable<AccountView['notice']>[] = ['changed', 'removed', 'ended'];

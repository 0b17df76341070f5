import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { readForm } from '../../layout/forms.js';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { CurrentSession, HalfSignedIn, type Session, type SessionStage } from '../session.access.js';
import { type CookieToSet, deviceOf, Sessions } from '../sessions.service.js';
import { IdentityProvider } from '../single-sign-on/identity-provider.service.js';
import { CodeForm, ForgottenForm, localPath, SignInForm } from './sign-in.forms.js';
import { signInMessages } from './sign-in.messages.js';
import { SigningIn } from './sign-in.service.js';
import { codePage, forgottenDonePage, forgottenPage, signInPage } from './sign-in.views.js';

@ApiExcludeController()
@Controller()
export class SignInController {
  constructor(
    private readonly signingIn: SigningIn,
    private readonly sessions: Sessions,
    private readonly provider: IdentityProvider,
  ) {}

  @Get('sign-in')
  @Public()
  form(@CurrentVisit() visit: Visit, @Req() request: FastifyRequest): HtmlAnswer | SeeOther {
    const next = localPath(visit.query['next']);
    if (request.accordSession) return onward(visit, request.accordSession.stage, next);
    const notice =
      visit.query['done'] === 'password' ? signInMessages[visit.language].newPasswordSet : undefined;
    return this.page({ visit, state: { language: visit.language }, next, notice });
  }

  @Post('sign-in')
  @Public()
  async signIn(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlAnswer | SeeOther> {
    const { language } = visit;
    const { form, values, errors, isValid } = readForm(SignInForm, body, language);
    const next = localPath(form.next);
    if (!isValid) return this.page({ visit, state: { language, values, errors }, next });
    const begun = await this.signingIn.byPassword(
      form.email,
      form.password,
      deviceOf(request),
      this.sessions.tokenOf(request),
    );
    if (!begun) {
      const state = { language, values, errors: { email: signInMessages[language].mismatch } };
      return this.page({ visit, state, next });
    }
    setCookie(reply, begun.cookie);
    return onward(visit, begun.stage, next);
  }

  @Get('sign-in/code')
  @HalfSignedIn()
  codeForm(@CurrentVisit() visit: Visit, @CurrentSession() session: Session): HtmlAnswer | SeeOther {
    const next = localPath(visit.query['next']);
    if (session.stage !== 'code-needed') return onward(visit, session.stage, next);
    return codePage({ visit, state: { language: visit.language }, next, csrf: session.csrfToken });
  }

  @Post('sign-in/code')
  @HalfSignedIn()
  async code(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlAnswer | SeeOther> {
    const { language } = visit;
    const t = signInMessages[language];
    const { form, values, errors, isValid } = readForm(CodeForm, body, language);
    const next = localPath(form.next);
    if (session.stage !== 'code-needed') return onward(visit, session.stage, next);
    const again = (wrong: Record<string, string>): HtmlAnswer =>
      codePage({ visit, state: { language, values, errors: wrong }, next, csrf: session.csrfToken });
    if (!isValid) return again(errors);
    const [device, token] = [deviceOf(request), this.sessions.tokenOf(request)!];
    if (form.recovery_code) {
      const cookie = await this.signingIn.byRecoveryCode(session, form.recovery_code, device, token);
      if (!cookie) return again({ recovery_code: t.recoveryWrong });
      setCookie(reply, cookie);
      return new SeeOther(next);
    }
    const { verdict, cookie } = await this.signingIn.byCode(session, form.code ?? '', device, token);
    if (!cookie) return again({ code: verdict === 'locked' ? t.codeLocked : t.codeWrong });
    setCookie(reply, cookie);
    return new SeeOther(next);
  }

  @Post('sign-out')
  @HalfSignedIn()
  async signOut(
    @CurrentVisit() visit: Visit,
    @CurrentSession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    await this.signingIn.out(session, this.sessions.tokenOf(request)!);
    forgetCookie(reply, this.sessions.cookieName);
    return new SeeOther(link(visit, '/sign-in'));
  }

  @Get('password/forgotten')
  @Public()
  forgottenForm(@CurrentVisit() visit: Visit): HtmlAnswer {
    return forgottenPage({ visit, state: { language: visit.language } });
  }

  @Post('password/forgotten')
  @Public()
  async forgotten(
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
    @Req() request: FastifyRequest,
  ): Promise<HtmlAnswer | SeeOther> {
    const { language } = visit;
    const { form, values, errors, isValid } = readForm(ForgottenForm, body, language);
    if (!isValid) return forgottenPage({ visit, state: { language, values, errors } });
    await this.signingIn.forgotten(form.email, deviceOf(request));
    return new SeeOther(link(visit, '/password/forgotten/sent'));
  }

  @Get('password/forgotten/sent')
  @Public()
  forgottenDone(@CurrentVisit() visit: Visit): HtmlAnswer {
    return forgottenDonePage(visit);
  }

  private page(shown: Omit<Parameters<typeof signInPage>[0], 'provider'>): HtmlAnswer {
    return signInPage({ ...shown, provider: this.provider.name });
  }
}

export function setCookie(reply: FastifyReply, { name, value, options }: CookieToSet): void {
  void reply.setCookie(name, value, options);
}

/** Clear-Site-Data (W3C): the browser forgets what it kept of signed-in pages (ASVS 14.3.1). */
export function forgetCookie(reply: FastifyReply, name: string): void {
  void reply.clearCookie(name, { path: '/' });
  void reply.header('clear-site-data', '"cache", "cookies", "storage"');
}

/** Where a sign-in goes on: to what it still lacks, or to where it was going. */
export function onward(visit: Visit, stage: SessionStage, next: string): SeeOther {
  if (stage === 'code-needed') return new SeeOther(link(visit, '/sign-in/code', { next }));
  if (stage === 'set-up-needed') return new SeeOther(link(visit, '/account/two-factor', { next }));
  return new SeeOther(next);
}

import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { CurrentVisit, type Visit } from '../../layout/visit.js';
import { Config } from '../../platform/config/config.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { NotFound } from '../../platform/http/errors.js';
import { deviceOf, Sessions } from '../sessions.service.js';
import { onward, setCookie } from '../sign-in/sign-in.controller.js';
import { localPath } from '../sign-in/sign-in.forms.js';
import { CEILINGS, Rates } from '../sign-in/rates.service.js';
import { IdentityProvider, type Vouched } from './identity-provider.service.js';
import { SingleSignOn } from './single-sign-on.service.js';
import { singleSignOnFailed } from './single-sign-on.views.js';

const TEN_MINUTES = 10 * 60;

/** To the identity provider and back. Both ways are GET, because that is how the protocol leads a browser. */
@ApiExcludeController()
@Controller('sign-in/single')
@Public()
export class SingleSignOnController {
  private readonly log = new Logger(SingleSignOnController.name);

  constructor(
    private readonly config: Config,
    private readonly provider: IdentityProvider,
    private readonly singleSignOn: SingleSignOn,
    private readonly sessions: Sessions,
    private readonly rates: Rates,
  ) {}

  @Get()
  async go(
    @CurrentVisit() visit: Visit,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlAnswer | SeeOther> {
    if (this.provider.name === null) throw new NotFound();
    try {
      const { url, errand } = await this.provider.begin(localPath(visit.query['next']));
      void reply.setCookie(this.cookieName, this.singleSignOn.seal(errand), {
        ...this.cookie,
        maxAge: TEN_MINUTES,
      });
      return new SeeOther(url);
    } catch (error) {
      this.log.warn(`The identity provider does not answer: ${(error as Error).message}`);
      return singleSignOnFailed(visit, 'away');
    }
  }

  @Get('return')
  async comeBack(
    @CurrentVisit() visit: Visit,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HtmlAnswer | SeeOther> {
    if (this.provider.name === null) throw new NotFound();
    const errand = this.singleSignOn.open(request.cookies[this.cookieName]);
    void reply.clearCookie(this.cookieName, this.cookie);
    if (!errand) return singleSignOnFailed(visit, 'late');
    const device = deviceOf(request);
    await this.rates.take(CEILINGS.singleSignOn, errand.state, device.address);
    let vouched: Vouched;
    try {
      vouched = await this.provider.finish(request.url.split('?')[1] ?? '', errand);
    } catch (error) {
      this.log.warn(`A single sign-on failed: ${(error as Error).message}`);
      return singleSignOnFailed(visit, 'late');
    }
    const begun = await this.singleSignOn.enter(vouched, device, this.sessions.tokenOf(request));
    if (!begun) return singleSignOnFailed(visit, 'unknown');
    setCookie(reply, begun.cookie);
    return onward(visit, begun.stage, errand.next);
  }

  private get cookieName(): string {
    return this.config.isHttps ? '__Host-accord-errand' : 'accord-errand';
  }

  private get cookie() {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.config.isHttps } as const;
  }
}

import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CurrentVisit, link, type Visit } from '../layout/visit.js';
import { Public } from '../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../platform/http/answers.js';
import { Confirming } from './confirming.service.js';
import { PublicPetitions } from './public-petitions.service.js';
import { SignatureLinks } from './signature-links.service.js';
import { confirmationPage, deadLinkPage, thanksPage, withdrawalPage } from './signature.views.js';

/** Pages behind the signed links of a signer's mails. GET shows and changes nothing: mail scanners open links too. */
@ApiExcludeController()
@Public()
@Controller('signatures/:token')
export class SignaturesPublicController {
  constructor(
    private readonly confirming: Confirming,
    private readonly petitions: PublicPetitions,
    private readonly links: SignatureLinks,
  ) {}

  @Get('confirmation')
  async showConfirmation(
    @Param('token') token: string,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer | SeeOther> {
    const key = this.links.read('confirmation', token);
    const { signature, petition } = await this.confirming.look(key);
    const shown = await this.petitions.asPage(petition);
    if (signature.state === 'confirmed') return new SeeOther(link(visit, this.links.path('thanks', key)));
    if (signature.state === 'withdrawn') return deadLinkPage({ shown, visit, reason: 'withdrawn' });
    if (signature.isExpired) return deadLinkPage({ shown, visit, reason: 'expired' });
    if (petition.state === 'delivered') return deadLinkPage({ shown, visit, reason: 'delivered' });
    return confirmationPage({ shown, visit, signature, withdrawalPath: this.links.path('withdrawal', key) });
  }

  @Post('confirmation')
  async confirm(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    const key = this.links.read('confirmation', token);
    const outcome = await this.confirming.confirm(key);
    const next = outcome === 'confirmed' ? this.links.path('thanks', key) : visit.path;
    return new SeeOther(link(visit, next));
  }

  @Get('thanks')
  async thanks(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const key = this.links.read('thanks', token);
    const { signature, petition } = await this.confirming.look(key);
    const shown = await this.petitions.asPage(petition);
    if (signature.state !== 'confirmed') return deadLinkPage({ shown, visit, reason: 'withdrawn' });
    const shareUrl = this.links.shareUrl(petition.slug, signature.shareCode);
    return thanksPage({ shown, visit, shareUrl, withdrawalPath: this.links.path('withdrawal', key) });
  }

  @Get('withdrawal')
  async showWithdrawal(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const { signature, petition } = await this.confirming.look(this.links.read('withdrawal', token));
    const shown = await this.petitions.asPage(petition);
    return signature.state === 'withdrawn'
      ? deadLinkPage({ shown, visit, reason: 'withdrawn' })
      : withdrawalPage({ shown, visit });
  }

  @Post('withdrawal')
  async withdraw(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.confirming.withdraw(this.links.read('withdrawal', token), visit.language);
    return new SeeOther(link(visit, visit.path));
  }
}

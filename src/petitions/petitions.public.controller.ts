import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readForm } from '../layout/forms.js';
import { partnerWords } from '../layout/partner-boxes.views.js';
import { Robots } from '../layout/robots.service.js';
import { CurrentVisit, link, type Visit } from '../layout/visit.js';
import { Clock } from '../platform/clock/clock.js';
import { Public } from '../platform/http/access.js';
import { FileAnswer, type HtmlAnswer, SeeOther } from '../platform/http/answers.js';
import { Conflict, NotFound } from '../platform/http/errors.js';
import { Limit } from '../platform/http/limits.js';
import { countText, petitionPage } from './petition.views.js';
import { petitionMessages } from './petitions.messages.js';
import { type PublicPetition, PublicPetitions } from './public-petitions.service.js';
import { SignatureLinks } from './signature-links.service.js';
import { askedPage } from './signature.views.js';
import { SigningForm } from './signing.forms.js';
import { Signing } from './signing.service.js';

/** The roll-up's rhythm: a copy is good for one interval, and may be shown while the next is fetched. */
const COUNT_CACHE = 'public, max-age=10, stale-while-revalidate=20, stale-if-error=50';

@ApiExcludeController()
@Public()
@Controller('petitions/:slug')
export class PetitionsPublicController {
  /** A rally signs from one network address; a program does so faster than any rally. */
  private readonly limit = new Limit(60, 60);

  constructor(
    private readonly petitions: PublicPetitions,
    private readonly signing: Signing,
    private readonly links: SignatureLinks,
    private readonly robots: Robots,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Param('slug') slug: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return this.page(await this.petitions.bySlug(slug), visit);
  }

  @Get('count.json')
  async count(@Param('slug') slug: string, @CurrentVisit() visit: Visit): Promise<FileAnswer> {
    const { petition } = await this.petitions.bySlug(slug);
    if (petition.isCountHidden) throw new NotFound();
    const { confirmedCount: count, goal } = petition;
    const body = JSON.stringify({ count, goal, text: countText(count, visit.language) });
    return new FileAnswer(body, 'application/json; charset=utf-8', { 'cache-control': COUNT_CACHE });
  }

  @Post('signatures')
  async sign(
    @Param('slug') slug: string,
    @Body() body: Record<string, unknown>,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer | SeeOther> {
    this.limit.take(visit.addressKey);
    const shown = await this.petitions.bySlug(slug);
    const { form, values, errors, isValid } = readForm(SigningForm, body, visit.language);
    if (!isValid) return this.page(shown, visit, { values, errors }, 422);
    try {
      const isSuspect = this.robots.suspects(body);
      const partners = partnerWords(shown.partners, body, shown.host.name, visit.language);
      const token = await this.signing.sign(shown, form, { ...visit, isSuspect, partners });
      return new SeeOther(link(visit, `/petitions/${slug}/asked/${token}`));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      const now = await this.petitions.anew(slug);
      const isChanged = now.petition.takesSignatures(this.clock.now());
      const told = isChanged ? { ask: petitionMessages[visit.language].changed } : undefined;
      return this.page(now, visit, told && { values, errors: told }, 409);
    }
  }

  @Get('asked/:token')
  async asked(
    @Param('slug') slug: string,
    @Param('token') token: string,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer> {
    const { maskedEmail } = this.links.readAsked(token);
    const shown = await this.petitions.bySlug(slug);
    return askedPage({ shown, visit, maskedEmail, isSentAgain: visit.query['again'] === '1' });
  }

  @Post('asked/:token')
  async sendAgain(
    @Param('slug') slug: string,
    @Param('token') token: string,
    @CurrentVisit() visit: Visit,
  ): Promise<SeeOther> {
    this.limit.take(visit.addressKey);
    await this.signing.sendAgain(await this.petitions.bySlug(slug), token);
    return new SeeOther(link(visit, visit.path, { again: '1' }));
  }

  private page(
    shown: PublicPetition,
    visit: Visit,
    back?: { values: Record<string, string>; errors: Record<string, string> },
    status = 200,
  ): HtmlAnswer {
    const state = back && { language: visit.language, ...back };
    return petitionPage({ shown, visit, state, stamp: this.robots.stamp(), now: this.clock.now() }, status);
  }
}

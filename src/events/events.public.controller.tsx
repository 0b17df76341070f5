import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Errors, readForm, type Values } from '../layout/forms.js';
import { type Language, localized } from '../layout/i18n.js';
import { page } from '../layout/page.js';
import { partnerWords } from '../layout/partner-boxes.views.js';
import { Robots } from '../layout/robots.service.js';
import { CurrentVisit, link, type Visit } from '../layout/visit.js';
import { Clock } from '../platform/clock/clock.js';
import { Public } from '../platform/http/access.js';
import { FileAnswer, HtmlAnswer, SeeOther } from '../platform/http/answers.js';
import { Invalid } from '../platform/http/errors.js';
import { Limit } from '../platform/http/limits.js';
import { Tokens } from '../platform/tokens/tokens.service.js';
import { EventView } from './event.views.js';
import { eventsMessages } from './events.messages.js';
import { FinderView } from './events.views.js';
import { PublicEvents } from './public-events.service.js';
import { Registering, type SignedUp } from './registrations/registering.service.js';
import { MOST_GUESTS, SignUpForm } from './registrations/registrations.forms.js';
import { readThanks, THANKS, writeThanks } from './registrations/thanks.js';
import { ThanksView } from './registrations/thanks.views.js';

/** A crowd before one screen shares one address, so the limit is meant for programs, not for people. */
const SIGN_UPS = { atOnce: 300, perMinute: 120 };

@ApiExcludeController()
@Controller()
@Public()
export class EventsPublicController {
  private readonly limit = new Limit(SIGN_UPS.atOnce, SIGN_UPS.perMinute);

  constructor(
    private readonly events: PublicEvents,
    private readonly registering: Registering,
    private readonly robots: Robots,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  @Get('events')
  async find(@CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const { host, ...finder } = await this.events.find(visit.query['chapter'] || null);
    const t = eventsMessages[visit.language];
    const title = finder.chapter ? t.eventsOf(finder.chapter.name) : t.events;
    const feedPath = finder.chapter ? `/chapters/${finder.chapter.slug}/events.ics` : '/events.ics';
    const children = <FinderView visit={visit} feedPath={feedPath} {...finder} />;
    return page({ visit, title, description: t.eventsLead, ...(host && { host }), children });
  }

  @Get('events.ics')
  async feed(@CurrentVisit() visit: Visit): Promise<FileAnswer> {
    return calendarFile(await this.events.feed(null, visit.language));
  }

  @Get('chapters/:slug/events.ics')
  async chapterFeed(@Param('slug') slug: string, @CurrentVisit() visit: Visit): Promise<FileAnswer> {
    return calendarFile(await this.events.feed(slug, visit.language));
  }

  @Get('events/:slug')
  show(@Param('slug') slug: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return this.form(slug, visit, { chosen: [] });
  }

  @Post('events/:slug/registrations')
  @HttpCode(200)
  async signUp(
    @Param('slug') slug: string,
    @CurrentVisit() visit: Visit,
    @Body() body: Record<string, unknown>,
  ): Promise<HtmlAnswer | SeeOther> {
    this.limit.take(visit.addressKey, this.clock.now().getTime());
    const t = eventsMessages[visit.language];
    const { form, values, errors, isValid } = readForm(SignUpForm, body, visit.language);
    if (errors['shift_ids']) errors['shift_ids'] = t.shiftsMissing;
    const chosen = form.shift_ids;
    if (!isValid) return this.form(slug, visit, { chosen, values, errors });
    // A person who is quicker than we think loses one click; a program stays outside.
    if (this.robots.suspects(body))
      return this.form(slug, visit, { chosen, values, errors: { given_name: t.slowDown } });
    try {
      const { language, source } = visit;
      const { partners, host } = await this.events.page(slug);
      const signedUp = await this.registering.signUp(slug, {
        form,
        language,
        source,
        consentText: t.wantsEmail,
        partnerWords: partnerWords(partners, body, host.name, language),
      });
      return new SeeOther(link(visit, `/events/${slug}/thanks/${this.thanksToken(signedUp)}`));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return this.form(slug, visit, { chosen, values, errors: { shift_ids: t.shiftsGone } });
    }
  }

  @Get('events/:slug/thanks/:token')
  async thanks(
    @Param('slug') slug: string,
    @Param('token') token: string,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer | SeeOther> {
    const { event, shifts, host } = await this.events.page(slug);
    const told = readThanks(this.tokens.verify(THANKS, token));
    if (!told) return new SeeOther(link(visit, `/events/${slug}`));
    const shown = shifts.flatMap((shift) => {
      const found = told.find(({ id }) => id === shift.id);
      return found ? [{ shift, hadRoom: found.hadRoom }] : [];
    });
    const children = (
      <ThanksView visit={visit} event={event} shifts={shown} eventUrl={this.events.url(slug)} />
    );
    const title = eventsMessages[visit.language].thanks;
    return page({ visit, title, host, isPractice: event.isPractice, isPrivate: true, children });
  }

  private thanksToken({ shifts }: SignedUp): string {
    return this.tokens.sign(THANKS, writeThanks(shifts));
  }

  private async form(
    slug: string,
    visit: Visit,
    state: { chosen: readonly string[]; values?: Values; errors?: Errors },
  ): Promise<HtmlAnswer> {
    const { event, shifts, host, partners } = await this.events.page(slug);
    const hasErrors = Object.keys(state.errors ?? {}).length > 0;
    const submissionKey = state.values?.['submission_key'] || this.tokens.random();
    const form = { ...state, language: visit.language, stamp: this.robots.stamp(), submissionKey };
    const children = (
      <EventView
        visit={visit}
        event={event}
        shifts={shifts}
        host={host}
        partners={partners}
        form={form}
        mostGuests={MOST_GUESTS}
        now={this.clock.now()}
      />
    );
    const about = {
      title: localized(event.title, visit.language),
      description: localized(event.summary, visit.language),
      languages: writtenIn(event.title),
      isPractice: event.isPractice,
    };
    return page({ visit, host, hasErrors, children, ...about }, hasErrors ? 422 : 200);
  }
}

/** The languages in which staff wrote the title; all, where they wrote it in one: the form around it is translated. */
function writtenIn(title: Partial<Record<Language, string>>): Language[] | undefined {
  const written = (Object.keys(title) as Language[]).filter((language) => title[language]);
  return written.length > 1 ? written : undefined;
}

function calendarFile(ics: string): FileAnswer {
  return new FileAnswer(ics, 'text/calendar; charset=utf-8', { 'cache-control': 'public, max-age=300' });
}

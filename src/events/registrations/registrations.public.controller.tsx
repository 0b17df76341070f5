import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Errors, readForm, type Values } from '../../layout/forms.js';
import { page } from '../../layout/page.js';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { Public } from '../../platform/http/access.js';
import { FileAnswer, HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { Invalid, NotFound } from '../../platform/http/errors.js';
import { eventsMessages } from '../events.messages.js';
import { isActive } from './attendance.entity.js';
import { OwnRegistration } from './own-registration.service.js';
import { ownCalendar } from './registrations.emails.js';
import { MOST_GUESTS, PlacesForm } from './registrations.forms.js';
import { registrationMessages } from './registrations.messages.js';
import { DEEDS, type DoneDeed, OwnView } from './registrations.views.js';

/** The party's own page. GET shows, POST acts: mail scanners open every link (E66). */
@ApiExcludeController()
@Controller('registrations/:token')
@Public()
export class RegistrationsPublicController {
  constructor(private readonly own: OwnRegistration) {}

  @Get()
  show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    return this.page(token, visit, {});
  }

  @Get('calendar.ics')
  async calendar(@Param('token') token: string): Promise<FileAnswer> {
    const file = ownCalendar(await this.own.show(token));
    if (!file) throw new NotFound();
    return new FileAnswer(file.ics, `text/calendar; charset=utf-8; method=${file.method}`, {
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="event.ics"',
    });
  }

  @Post('confirmation')
  @HttpCode(200)
  async confirm(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.own.confirm(token);
    return done(token, visit, 'confirmed');
  }

  @Post('cancellation')
  @HttpCode(200)
  async cancel(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.own.cancel(token);
    return done(token, visit, 'cancelled');
  }

  @Post('claim')
  @HttpCode(200)
  async claim(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    return done(token, visit, (await this.own.claim(token)) ? 'claimed' : 'too-late');
  }

  @Post('changes')
  @HttpCode(200)
  async change(
    @Param('token') token: string,
    @CurrentVisit() visit: Visit,
    @Body() body: Record<string, unknown>,
  ): Promise<HtmlAnswer | SeeOther> {
    const { form, values, errors, isValid } = readForm(PlacesForm, body, visit.language);
    if (errors['shift_ids']) errors['shift_ids'] = registrationMessages[visit.language].shiftsNone;
    if (!isValid) return this.page(token, visit, { values, errors, chosen: form.shift_ids });
    try {
      return done(token, visit, (await this.own.change(token, form)) ? 'changed' : 'no-room');
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      const gone = { shift_ids: eventsMessages[visit.language].shiftsGone };
      return this.page(token, visit, { values, errors: gone, chosen: form.shift_ids });
    }
  }

  private async page(
    token: string,
    visit: Visit,
    state: { values?: Values; errors?: Errors; chosen?: readonly string[] },
  ): Promise<HtmlAnswer> {
    const facts = await this.own.show(token);
    const held = facts.places.filter(isActive).map(({ shiftId }) => shiftId);
    const children = (
      <OwnView
        visit={visit}
        path={`/registrations/${token}`}
        {...facts}
        form={{ ...state, language: visit.language, chosen: state.chosen ?? held }}
        mostGuests={MOST_GUESTS}
        done={DEEDS.find((deed) => deed === visit.query['done']) ?? null}
      />
    );
    const hasErrors = Object.keys(state.errors ?? {}).length > 0;
    return page(
      {
        visit,
        title: registrationMessages[visit.language].pageTitle,
        host: facts.host,
        isPractice: facts.event.isPractice,
        isPrivate: true,
        hasErrors,
        children,
      },
      hasErrors ? 422 : 200,
    );
  }
}

function done(token: string, visit: Visit, deed: DoneDeed): SeeOther {
  return new SeeOther(link(visit, `/registrations/${token}`, { done: deed }));
}

import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readForm } from '../../layout/forms.js';
import { CurrentVisit, link, type Visit } from '../../layout/visit.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Public } from '../../platform/http/access.js';
import { type HtmlAnswer, SeeOther } from '../../platform/http/answers.js';
import { NotFound } from '../../platform/http/errors.js';
import { ChoicesForm } from './choices.forms.js';
import { Choices } from './choices.service.js';
import { askedPage, choicesOfMailPage, freshLinkPage } from './choices.views.js';

/** Everything that somebody decides about mail to them, behind a link that was just mailed to the address. */
@ApiExcludeController()
@Public()
@Controller()
export class ChoicesController {
  constructor(private readonly choices: Choices) {}

  @Post('preferences/:token/fresh-link')
  @HttpCode(200)
  async sendFreshLink(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    await this.choices.sendFreshLink(token, visit.language);
    return freshLinkPage(visit);
  }

  @Get('choices/:token')
  async show(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<HtmlAnswer> {
    const known = await this.choices.read(token);
    return choicesOfMailPage({ visit, token, known }, { isSaved: visit.query['saved'] === '1' });
  }

  @Post('choices/:token')
  async save(
    @Param('token') token: string,
    @Body() body: unknown,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer | SeeOther> {
    const { form, values, errors, isValid } = readForm(ChoicesForm, body, visit.language);
    if (!isValid) {
      const known = await this.choices.read(token);
      const state = { language: visit.language, values, errors };
      return choicesOfMailPage({ visit, token, known }, { state, form });
    }
    await this.choices.save(token, form, visit.language);
    return new SeeOther(link(visit, `/choices/${token}`, { saved: '1' }));
  }

  @Post('choices/:token/nothing')
  async stopEverything(@Param('token') token: string, @CurrentVisit() visit: Visit): Promise<SeeOther> {
    await this.choices.stopEverything(token, visit.language);
    return new SeeOther(link(visit, `/choices/${token}`, { saved: '1' }));
  }

  @Post('choices/:token/:request/:organizationId')
  @HttpCode(200)
  async ask(
    @Param('token') token: string,
    @Param('request') request: string,
    @Param('organizationId', IdPipe) organizationId: string,
    @CurrentVisit() visit: Visit,
  ): Promise<HtmlAnswer> {
    if (request !== 'copy' && request !== 'erasure') throw new NotFound();
    await this.choices.request(token, organizationId, request, visit.language);
    return askedPage({ visit, token, known: await this.choices.read(token) }, organizationId);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { AudienceQuestion } from '../mailings/mailings.forms.js';
import { MailCalendarQuery } from './calendar.forms.js';
import { MailCalendarResource } from './calendar.resources.js';
import { MailCalendar } from './calendar.service.js';

@ApiTags('mailings')
@Controller('api/v1')
export class MailCalendarApiController {
  constructor(private readonly calendar: MailCalendar) {}

  @Get('mail-calendar')
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'getMailCalendar',
    summary: 'Who in the network mails when, as far as the network lets it be known',
  })
  @ApiOkResponse({ type: MailCalendarResource })
  look(@CurrentCaller() caller: Caller, @Query() query: MailCalendarQuery): Promise<MailCalendarResource> {
    return this.calendar.look(caller, query);
  }

  @Post('mailings/:id/calendar')
  @HttpCode(200)
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'getMailingConflicts',
    summary: 'Who else mails this audience in the week before and after',
  })
  @ApiOkResponse({ type: MailCalendarResource })
  beside(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: AudienceQuestion,
  ): Promise<MailCalendarResource> {
    return this.calendar.beside(caller, id, form);
  }
}

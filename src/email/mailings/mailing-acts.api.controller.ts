import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExcludeEndpoint,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { EventStream, FileAnswer } from '../../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Composing } from './composing.service.js';
import { DeliveryExport } from './delivery-export.service.js';
import { MailingActs } from './mailing-acts.service.js';
import { SendingForm, TestSend } from './mailings.forms.js';
import { MailingResource, TestSendResource } from './mailings.resources.js';
import { DeliveryQuery, UnknownDecision } from './reports.forms.js';
import { DecisionResource, DeliveryList, MailingProgress, MailingReport } from './reports.resources.js';
import { Reports } from './reports.service.js';

/** Sending a mailing, and what became of it. */
@ApiTags('mailings')
@Controller('api/v1/mailings/:id')
export class MailingActsApiController {
  constructor(
    private readonly acts: MailingActs,
    private readonly composing: Composing,
    private readonly reports: Reports,
    private readonly exporting: DeliveryExport,
  ) {}

  @Post('test-sends')
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'testMailing', summary: 'Sends it to yourself, or to at most five addresses' })
  @ApiCreatedResponse({ type: TestSendResource })
  test(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TestSend,
  ): Promise<TestSendResource> {
    return this.composing.test(caller, id, form);
  }

  @Post('sending')
  @Requires('mailings.send')
  @ApiOperation({
    operationId: 'sendMailing',
    summary: 'Sends it now or at a time; 422 names what is wrong with it',
  })
  @ApiCreatedResponse({ type: MailingResource })
  start(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: SendingForm,
  ): Promise<MailingResource> {
    return this.acts.start(caller, id, form);
  }

  @Delete('sending')
  @HttpCode(200)
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'unscheduleMailing', summary: 'Takes a scheduled one back to a draft' })
  @ApiOkResponse({ type: MailingResource })
  unschedule(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingResource> {
    return this.acts.unschedule(caller, id);
  }

  @Post('pause')
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'pauseMailing', summary: 'Begins no further message' })
  @ApiCreatedResponse({ type: MailingResource })
  pause(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingResource> {
    return this.acts.pause(caller, id);
  }

  @Post('resumption')
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'resumeMailing', summary: 'Goes on with those who have not had it' })
  @ApiCreatedResponse({ type: MailingResource })
  resume(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingResource> {
    return this.acts.resume(caller, id);
  }

  @Post('cancellation')
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'cancelMailing', summary: 'Stops it for good' })
  @ApiCreatedResponse({ type: MailingResource })
  cancel(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingResource> {
    return this.acts.cancel(caller, id);
  }

  @Get('progress')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getMailingProgress', summary: 'Where it stands now' })
  @ApiOkResponse({ type: MailingProgress })
  progress(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingProgress> {
    return this.reports.progress(caller, id);
  }

  /** Server-sent events of MailingProgress, until nothing moves any more. Where they do not come through, poll. */
  @Get('events')
  @Requires('mailings.read')
  @ApiExcludeEndpoint()
  async events(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<EventStream> {
    return new EventStream(await this.reports.watch(caller, id));
  }

  @Get('report')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getMailingReport', summary: 'What became of it: reasons, links, responses' })
  @ApiOkResponse({ type: MailingReport })
  report(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingReport> {
    return this.reports.report(caller, id);
  }

  @Get('deliveries')
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'listMailingDeliveries',
    summary: 'Every recipient with what became of their message',
  })
  @ApiOkResponse({ type: DeliveryList })
  deliveries(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: DeliveryQuery,
  ): Promise<DeliveryList> {
    return this.reports.deliveries(caller, id, query);
  }

  @Get('deliveries.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportMailingDeliveries', summary: 'The same list as a file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: DeliveryQuery,
  ): Promise<FileAnswer> {
    return this.exporting.csv(caller, id, query);
  }

  @Post('unknown-decisions')
  @Requires('mailings.send')
  @ApiOperation({
    operationId: 'decideUnknownDeliveries',
    summary: 'Sends messages of unknown outcome again, or takes them as sent',
  })
  @ApiCreatedResponse({ type: DecisionResource })
  decide(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: UnknownDecision,
  ): Promise<DecisionResource> {
    return this.reports.decide(caller, id, form);
  }
}

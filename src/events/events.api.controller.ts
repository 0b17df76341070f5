import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import QRCode from 'qrcode';
import { IdPipe } from '../platform/database/id.pipe.js';
import { FileAnswer } from '../platform/http/answers.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import {
  Cancellation,
  EventQuery,
  EventRevision,
  LocalTimeQuery,
  NewEvent,
  ShiftForm,
  ShiftRevision,
} from './events.forms.js';
import { EventPage, EventRecord, LocalTimeResource, EVENT_FILE } from './events.resources.js';
import { Events } from './events.service.js';
import { Shifts } from './shifts.service.js';

@ApiTags('events')
@Controller('api/v1')
export class EventsApiController {
  constructor(
    private readonly events: Events,
    private readonly shifts: Shifts,
  ) {}

  @Get('events')
  @Requires('events.read')
  @ApiOperation({
    operationId: 'listEvents',
    summary: 'Events: upcoming ones soonest first, others latest first',
  })
  @ApiOkResponse({ type: EventPage })
  @AsFile(EVENT_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: EventQuery): Promise<EventPage> {
    return this.events.list(caller, query);
  }

  @Post('events')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'createEvent',
    summary: 'A draft, to which shifts are added before it is published',
  })
  @ApiCreatedResponse({ type: EventRecord })
  create(@CurrentCaller() caller: Caller, @Body() form: NewEvent): Promise<EventRecord> {
    return this.events.create(caller, form);
  }

  @Get('events/:id')
  @Requires('events.read')
  @ApiOperation({ operationId: 'getEvent', summary: 'One event with its shifts and totals' })
  @ApiOkResponse({ type: EventRecord })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<EventRecord> {
    return this.events.record(caller, id);
  }

  @Patch('events/:id')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'changeEvent',
    summary: 'Changes what is sent, and tells people where asked to',
  })
  @ApiOkResponse({ type: EventRecord })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: EventRevision,
  ): Promise<EventRecord> {
    return this.events.change(caller, id, form);
  }

  @Post('events/:id/publication')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'publishEvent',
    summary: 'Opens the public page and sign-up; 409 where it is no draft',
  })
  @ApiCreatedResponse({ type: EventRecord })
  publish(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<EventRecord> {
    return this.events.publish(caller, id);
  }

  @Post('events/:id/cancellation')
  @Requires('events.write')
  @ApiOperation({ operationId: 'cancelEvent', summary: 'Cancels for good and mails everybody who signed up' })
  @ApiCreatedResponse({ type: EventRecord })
  cancel(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: Cancellation,
  ): Promise<EventRecord> {
    return this.events.cancel(caller, id, form);
  }

  @Post('events/:id/duplicates')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'duplicateEvent',
    summary: 'A draft with the same texts and places, without shifts',
  })
  @ApiCreatedResponse({ type: EventRecord })
  duplicate(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<EventRecord> {
    return this.events.duplicate(caller, id);
  }

  @Get('events/:id/qr.svg')
  @Requires('events.read')
  @Header('cache-control', 'private, max-age=3600')
  @ApiOperation({ operationId: 'getEventQr', summary: 'The address of the public page as a QR code' })
  @ApiProduces('image/svg+xml')
  async qr(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    const { url } = await this.events.record(caller, id);
    return new FileAnswer(await QRCode.toString(url, { type: 'svg', margin: 2 }), 'image/svg+xml');
  }

  @Post('events/:id/shifts')
  @Requires('events.write')
  @ApiOperation({ operationId: 'addShift', summary: 'Adds a shift by the clock of the event’s zone' })
  @ApiCreatedResponse({ type: EventRecord })
  addShift(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ShiftForm,
  ): Promise<EventRecord> {
    return this.shifts.add(caller, id, form);
  }

  @Patch('shifts/:id')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'changeShift',
    summary: 'Changes a shift; more capacity goes to those who wait',
  })
  @ApiOkResponse({ type: EventRecord })
  changeShift(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ShiftRevision,
  ): Promise<EventRecord> {
    return this.shifts.change(caller, id, form);
  }

  @Delete('shifts/:id')
  @HttpCode(200)
  @Requires('events.write')
  @ApiOperation({
    operationId: 'removeShift',
    summary: 'Removes a shift; 409 where people are signed up for it',
  })
  @ApiOkResponse({ type: EventRecord })
  removeShift(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<EventRecord> {
    return this.shifts.remove(caller, id);
  }

  @Get('local-times')
  @Requires('events.read')
  @ApiOperation({
    operationId: 'readLocalTime',
    summary: 'Which instants a clock time in a zone means: one, or two to choose from',
  })
  @ApiOkResponse({ type: LocalTimeResource })
  times(@Query() query: LocalTimeQuery): LocalTimeResource {
    return this.shifts.times(query);
  }
}

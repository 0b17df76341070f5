import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { MeetingChanges, MeetingGuest, MeetingQuery, NewMeeting } from './meetings.forms.js';
import { MeetingList, MeetingRecord, MEETING_FILE } from './meetings.resources.js';
import { Meetings } from './meetings.service.js';

@ApiTags('meetings')
@Controller('api/v1/meetings')
export class MeetingsApiController {
  constructor(private readonly meetings: Meetings) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listMeetings',
    summary: 'Meetings of the chapters you work for, or that your organization came to',
  })
  @ApiOkResponse({ type: MeetingList })
  @AsFile(MEETING_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: MeetingQuery): Promise<MeetingList> {
    return this.meetings.list(caller, query);
  }

  @Post()
  @Requires('partners.write')
  @ApiOperation({ operationId: 'createMeeting', summary: 'Writes down a meeting, held or to come' })
  @ApiCreatedResponse({ type: MeetingRecord })
  create(@CurrentCaller() caller: Caller, @Body() form: NewMeeting): Promise<MeetingRecord> {
    return this.meetings.create(caller, form);
  }

  @Get(':id')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getMeeting', summary: 'One meeting, with who was there' })
  @ApiOkResponse({ type: MeetingRecord })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MeetingRecord> {
    return this.meetings.record(caller, id);
  }

  @Patch(':id')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'changeMeeting', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: MeetingRecord })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: MeetingChanges,
  ): Promise<MeetingRecord> {
    return this.meetings.change(caller, id, form);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'removeMeeting', summary: 'Removes a meeting that was entered by mistake' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.meetings.remove(caller, id);
  }

  @Put(':id/partners/:partnerId')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'tickPartner', summary: 'The partner was there; twice is no error' })
  @ApiNoContentResponse()
  tick(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('partnerId', IdPipe) partnerId: string,
  ): Promise<void> {
    return this.meetings.tick(caller, id, partnerId);
  }

  @Delete(':id/partners/:partnerId')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'untickPartner', summary: 'The partner was not there, nor anybody for it' })
  @ApiNoContentResponse()
  untick(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('partnerId', IdPipe) partnerId: string,
  ): Promise<void> {
    return this.meetings.untick(caller, id, partnerId);
  }

  @Post(':id/people')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'addMeetingGuest', summary: 'Somebody came, for a partner or on their own' })
  @ApiCreatedResponse({ type: MeetingRecord })
  addGuest(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: MeetingGuest,
  ): Promise<MeetingRecord> {
    return this.meetings.addGuest(caller, id, form);
  }

  @Delete(':id/people/:personId')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'removeMeetingGuest', summary: 'They were not there after all' })
  @ApiOkResponse({ type: MeetingRecord })
  removeGuest(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('personId', IdPipe) personId: string,
  ): Promise<MeetingRecord> {
    return this.meetings.removeGuest(caller, id, personId);
  }
}

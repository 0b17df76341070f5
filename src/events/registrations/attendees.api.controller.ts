import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { FileAnswer } from '../../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { AttendeeExport } from './attendee-export.service.js';
import { AttendeeQuery, WalkIn } from './attendees.forms.js';
import { AttendeePage, AttendeeResource } from './attendees.resources.js';
import { Attendees } from './attendees.service.js';

@ApiTags('events')
@Controller('api/v1')
export class AttendeesApiController {
  constructor(
    private readonly attendees: Attendees,
    private readonly exporting: AttendeeExport,
  ) {}

  @Get('events/:id/attendances')
  @Requires('events.read')
  @ApiOperation({
    operationId: 'listAttendances',
    summary: 'Who is signed up, by name; one row a party and shift',
  })
  @ApiOkResponse({ type: AttendeePage })
  list(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: AttendeeQuery,
  ): Promise<AttendeePage> {
    return this.attendees.list(caller, id, query);
  }

  @Get('events/:id/attendances.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportAttendances', summary: 'The same list as a file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: AttendeeQuery,
  ): Promise<FileAnswer> {
    return this.exporting.csv(caller, id, query);
  }

  @Post('events/:id/walk-ins')
  @Requires('events.check-in')
  @ApiOperation({ operationId: 'addWalkIn', summary: 'Enters and checks in somebody who did not sign up' })
  @ApiCreatedResponse({ type: AttendeeResource })
  walkIn(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: WalkIn,
  ): Promise<AttendeeResource> {
    return this.attendees.walkIn(caller, id, form);
  }

  @Put('attendances/:id/check-in')
  @Requires('events.check-in')
  @ApiOperation({ operationId: 'checkIn', summary: 'Checks in a party; again changes nothing' })
  @ApiOkResponse({ type: AttendeeResource })
  checkIn(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<AttendeeResource> {
    return this.attendees.checkIn(caller, id);
  }

  @Delete('attendances/:id/check-in')
  @HttpCode(204)
  @Requires('events.check-in')
  @ApiOperation({
    operationId: 'undoCheckIn',
    summary: 'Takes a check-in back; removes a walk-in entered by mistake',
  })
  @ApiNoContentResponse()
  undoCheckIn(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.attendees.undoCheckIn(caller, id);
  }

  @Post('attendances/:id/cancellation')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'cancelAttendance',
    summary: 'Cancels a place on somebody’s behalf and tells them',
  })
  @ApiCreatedResponse({ type: AttendeeResource })
  cancel(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<AttendeeResource> {
    return this.attendees.cancel(caller, id);
  }

  @Post('attendances/:id/promotion')
  @Requires('events.write')
  @ApiOperation({
    operationId: 'promoteAttendance',
    summary: 'Offers a place out of turn; 409 where there is no seat left',
  })
  @ApiCreatedResponse({ type: AttendeeResource })
  promote(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<AttendeeResource> {
    return this.attendees.promote(caller, id);
  }
}

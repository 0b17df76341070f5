import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { TimelineQuery } from './engagement.forms.js';
import { TimelinePage } from './engagement.resources.js';
import { Timelines } from './timelines.service.js';

@ApiTags('people')
@Controller('api/v1/people/:id/timeline')
export class EngagementApiController {
  constructor(private readonly timelines: Timelines) {}

  @Get()
  @Requires('people.read')
  @ApiOperation({
    operationId: 'getTimeline',
    summary: 'What happened between you and this person, newest first',
  })
  @ApiOkResponse({ type: TimelinePage })
  read(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: TimelineQuery,
  ): Promise<TimelinePage> {
    return this.timelines.read(caller, id, query);
  }
}

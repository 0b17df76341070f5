import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { JourneyChanges, JourneyQuery, NewJourney, RunQuery } from './journeys.forms.js';
import {
  JourneyFigures,
  JourneyList,
  JourneyResource,
  RunList,
  JOURNEY_FILE,
  RUN_FILE,
} from './journeys.resources.js';
import { Journeys } from './journeys.service.js';

@ApiTags('journeys')
@Controller('api/v1/journeys')
export class JourneysApiController {
  constructor(private readonly journeys: Journeys) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'listJourneys', summary: 'Automations, newest first' })
  @ApiOkResponse({ type: JourneyList })
  @AsFile(JOURNEY_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: JourneyQuery): Promise<JourneyList> {
    return this.journeys.list(caller, query);
  }

  @Post()
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'createJourney', summary: 'Drafts an automation' })
  @ApiCreatedResponse({ type: JourneyResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewJourney): Promise<JourneyResource> {
    return this.journeys.create(caller, form);
  }

  @Get(':id')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getJourney', summary: 'One automation with its steps' })
  @ApiOkResponse({ type: JourneyResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<JourneyResource> {
    return this.journeys.find(caller, id);
  }

  @Patch(':id')
  @Requires('mailings.write')
  @ApiOperation({
    operationId: 'changeJourney',
    summary: 'Changes what is given; who is under way keeps the steps they began with',
  })
  @ApiOkResponse({ type: JourneyResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: JourneyChanges,
  ): Promise<JourneyResource> {
    return this.journeys.change(caller, id, form);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'deleteJourney', summary: 'Deletes a draft' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.journeys.remove(caller, id);
  }

  @Post(':id/activation')
  @HttpCode(200)
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'switchJourneyOn', summary: 'From now on deeds start it, and it goes on' })
  @ApiOkResponse({ type: JourneyResource })
  switchOn(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<JourneyResource> {
    return this.journeys.switchOn(caller, id);
  }

  @Post(':id/pause')
  @HttpCode(200)
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'pauseJourney', summary: 'Nothing starts, nobody goes on' })
  @ApiOkResponse({ type: JourneyResource })
  pause(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<JourneyResource> {
    return this.journeys.pause(caller, id);
  }

  @Post(':id/ending')
  @HttpCode(200)
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'endJourney', summary: 'For good; whoever is under way leaves it' })
  @ApiOkResponse({ type: JourneyResource })
  end(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<JourneyResource> {
    return this.journeys.end(caller, id);
  }

  @Get(':id/figures')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getJourneyFigures', summary: 'What each step came to' })
  @ApiOkResponse({ type: JourneyFigures })
  figures(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<JourneyFigures> {
    return this.journeys.figures(caller, id);
  }

  @Get(':id/runs')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'listJourneyRuns', summary: 'Who is or was under way, newest first' })
  @ApiOkResponse({ type: RunList })
  @AsFile(RUN_FILE)
  runs(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: RunQuery,
  ): Promise<RunList> {
    return this.journeys.runs(caller, id, query);
  }
}

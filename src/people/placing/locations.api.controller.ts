import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { FailuresQuery } from './locations.forms.js';
import {
  DistrictMovePage,
  DistrictRunList,
  LocationFailurePage,
  FAILURE_FILE,
  MOVE_FILE,
} from './locations.resources.js';
import { Locations } from './locations.service.js';

@ApiTags('people')
@Requires('people.read')
@Controller('api/v1')
export class LocationsApiController {
  constructor(private readonly locations: Locations) {}

  @Get('location-failures')
  @ApiOperation({
    operationId: 'listLocationFailures',
    summary: 'People whose address could not be placed, or not in every layer, and why',
  })
  @ApiOkResponse({ type: LocationFailurePage })
  @AsFile(FAILURE_FILE)
  failures(@CurrentCaller() caller: Caller, @Query() query: FailuresQuery): Promise<LocationFailurePage> {
    return this.locations.failures(caller, query);
  }

  @Get('district-runs')
  @ApiOperation({
    operationId: 'listDistrictRuns',
    summary: 'Recalculations of districts, newest first, and how many of your people moved',
  })
  @ApiOkResponse({ type: DistrictRunList })
  runs(@CurrentCaller() caller: Caller): Promise<DistrictRunList> {
    return this.locations.runs(caller);
  }

  @Get('district-runs/:id/moves')
  @ApiOperation({
    operationId: 'listDistrictMoves',
    summary: 'Who moved in a recalculation, and from where to where',
  })
  @ApiOkResponse({ type: DistrictMovePage })
  @AsFile(MOVE_FILE)
  moves(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<DistrictMovePage> {
    return this.locations.moves(caller, id, query);
  }
}

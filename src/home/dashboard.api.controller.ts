import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../platform/http/access.js';
import { Caller, CurrentCaller } from '../staff/caller.access.js';
import { DashboardQuery, DashboardResource } from './dashboard.resources.js';
import { Dashboard } from './dashboard.service.js';

@ApiTags('home')
@Controller('api/v1/home')
export class DashboardApiController {
  constructor(private readonly dashboard: Dashboard) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    operationId: 'getHome',
    summary: 'Figures of the chapters you work for, what happens today and what needs attention',
  })
  @ApiOkResponse({ type: DashboardResource })
  home(@CurrentCaller() caller: Caller, @Query() query: DashboardQuery): Promise<DashboardResource> {
    return this.dashboard.of(caller, query.chapter_id);
  }
}

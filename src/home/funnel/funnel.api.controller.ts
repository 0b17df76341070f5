import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { ActionQuery } from '../../partners/participation/action-query.access.js';
import { FunnelResource } from './funnel.resources.js';
import { Funnels } from './funnel.service.js';

@ApiTags('reports')
@Controller('api/v1/action-funnels')
export class FunnelApiController {
  constructor(private readonly funnels: Funnels) {}

  @Get()
  @Requires('campaigns.read')
  @ApiOperation({ operationId: 'getActionFunnel', summary: 'How people came to an action, by source' })
  @ApiOkResponse({ type: FunnelResource })
  find(@CurrentCaller() caller: Caller, @Query() query: ActionQuery): Promise<FunnelResource> {
    return this.funnels.find(caller, { kind: query.action_kind, id: query.action_id });
  }
}

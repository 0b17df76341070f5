import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { HealthList, HealthQuery, HealthResource, HEALTH_FILE } from './health.resources.js';
import { PartnerHealth } from './health.service.js';

@ApiTags('partners')
@Controller('api/v1')
export class HealthApiController {
  constructor(private readonly health: PartnerHealth) {}

  @Get('partner-health')
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listPartnerHealth',
    summary: 'Partners with their last contact, attendance and kept commitments, most reasons to worry first',
  })
  @ApiOkResponse({ type: HealthList })
  @AsFile(HEALTH_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: HealthQuery): Promise<HealthList> {
    return this.health.list(caller, query);
  }

  @Get('partners/:id/health')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getPartnerHealth', summary: 'The same of one partner; 404 once it has left' })
  @ApiOkResponse({ type: HealthResource })
  of(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<HealthResource> {
    return this.health.of(caller, id);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../../platform/paging/paging.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { RemovalNoticeList, REMOVAL_FILE } from './removals.resources.js';
import { Removals } from './removals.service.js';

@ApiTags('partners')
@Controller('api/v1/removal-notices')
export class RemovalsApiController {
  constructor(private readonly removals: Removals) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listRemovalNotices',
    summary: 'Which partners were told to remove people, and whether they said that they did',
  })
  @ApiOkResponse({ type: RemovalNoticeList })
  @AsFile(REMOVAL_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<RemovalNoticeList> {
    return this.removals.list(caller, query);
  }
}

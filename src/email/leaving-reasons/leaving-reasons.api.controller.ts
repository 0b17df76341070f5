import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { LeavingReasonsQuery } from './leaving-reasons.forms.js';
import { LeavingReasonList } from './leaving-reasons.resources.js';
import { LeavingReasons } from './leaving-reasons.service.js';

@ApiTags('mailings')
@Controller('api/v1/leaving-reasons')
export class LeavingReasonsApiController {
  constructor(private readonly reasons: LeavingReasons) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'countLeavingReasons', summary: 'Why people left, as far as they said' })
  @ApiOkResponse({ type: LeavingReasonList })
  count(@CurrentCaller() caller: Caller, @Query() query: LeavingReasonsQuery): Promise<LeavingReasonList> {
    return this.reasons.count(caller, query);
  }
}

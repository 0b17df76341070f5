import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { RetentionQuery, RetentionRuleForm } from './retention.forms.js';
import { RetentionResource } from './retention.resources.js';
import { Retention } from './retention.service.js';

@ApiTags('settings')
@Requires('chapter.settings')
@Controller('api/v1/retention-rules')
export class RetentionApiController {
  constructor(private readonly retention: Retention) {}

  @Get()
  @ApiOperation({
    operationId: 'getRetention',
    summary: 'How long things are kept, and what each rule would delete',
  })
  @ApiOkResponse({ type: RetentionResource })
  read(@CurrentCaller() caller: Caller, @Query() { owner_id }: RetentionQuery): Promise<RetentionResource> {
    return this.retention.read(caller, owner_id);
  }

  @Put()
  @ApiOperation({
    operationId: 'decideRetention',
    summary: 'Decides one rule; it deletes from the next night on',
  })
  @ApiOkResponse({ type: RetentionResource })
  decide(@CurrentCaller() caller: Caller, @Body() form: RetentionRuleForm): Promise<RetentionResource> {
    return this.retention.decide(caller, form);
  }
}

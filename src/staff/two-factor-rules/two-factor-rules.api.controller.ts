import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import {
  TwoFactorRolesForm,
  TwoFactorRuleList,
  TwoFactorRuleResource,
} from './two-factor-rules.resources.js';
import { TwoFactorRules } from './two-factor-rules.service.js';

@ApiTags('staff')
@Controller('api/v1/two-factor-rules')
export class TwoFactorRulesApiController {
  constructor(private readonly rules: TwoFactorRules) {}

  @Get()
  @Requires('staff.read')
  @ApiOperation({
    operationId: 'listTwoFactorRules',
    summary: 'Which roles need a second factor in each of the caller’s organizations',
  })
  @ApiOkResponse({ type: TwoFactorRuleList })
  async list(@CurrentCaller() caller: Caller): Promise<TwoFactorRuleList> {
    return { data: await this.rules.list(caller) };
  }

  @Put(':id')
  @Requires('staff.manage')
  @ApiOperation({
    operationId: 'setTwoFactorRule',
    summary: 'Says which roles need a second factor in an organization',
  })
  @ApiOkResponse({ type: TwoFactorRuleResource })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TwoFactorRolesForm,
  ): Promise<TwoFactorRuleResource> {
    return this.rules.put(caller, id, form.roles);
  }
}

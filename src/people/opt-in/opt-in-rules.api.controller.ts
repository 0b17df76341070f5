import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { NewOptInRule, OptInRulesQuery } from './opt-in-rules.forms.js';
import { OptInRulesResource } from './opt-in-rules.resources.js';
import { OptInRules } from './opt-in-rules.service.js';

@ApiTags('settings')
@Requires('chapter.settings')
@Controller('api/v1/opt-in-rules')
export class OptInRulesApiController {
  constructor(private readonly rules: OptInRules) {}

  @Get()
  @ApiOperation({
    operationId: 'getOptInRules',
    summary: 'Where a subscription counts only after a click in the own mail',
  })
  @ApiOkResponse({ type: OptInRulesResource })
  read(@CurrentCaller() caller: Caller, @Query() { owner_id }: OptInRulesQuery): Promise<OptInRulesResource> {
    return this.rules.read(caller, owner_id);
  }

  @Post()
  @ApiOperation({
    operationId: 'addOptInRule',
    summary: 'Asks for that click on a way in, in a country, or both',
  })
  @ApiCreatedResponse({ type: OptInRulesResource })
  add(@CurrentCaller() caller: Caller, @Body() form: NewOptInRule): Promise<OptInRulesResource> {
    return this.rules.add(caller, form);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeOptInRule', summary: 'Asks for it no more' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.rules.remove(caller, id);
  }
}

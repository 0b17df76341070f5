import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { SunsetForecastQuery, SunsetRuleForm } from './sunset-rules.forms.js';
import { SunsetForecast, SunsetRuleResource } from './sunset-rules.resources.js';
import { SunsetRules } from './sunset-rules.service.js';

@ApiTags('mailings')
@Controller('api/v1/sunset-rules')
export class SunsetRulesApiController {
  constructor(private readonly rules: SunsetRules) {}

  @Get(':id')
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'getSunsetRule',
    summary: 'Whether an organization asks silent people if they still want its mail',
  })
  @ApiOkResponse({ type: SunsetRuleResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SunsetRuleResource> {
    return this.rules.find(caller, id);
  }

  @Put(':id')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'setSunsetRule', summary: 'Switches it on or off, and says after how long' })
  @ApiOkResponse({ type: SunsetRuleResource })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: SunsetRuleForm,
  ): Promise<SunsetRuleResource> {
    return this.rules.put(caller, id, form);
  }

  @Get(':id/forecast')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'forecastSunset', summary: 'How many people it would ask now' })
  @ApiOkResponse({ type: SunsetForecast })
  forecast(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() { months }: SunsetForecastQuery,
  ): Promise<SunsetForecast> {
    return this.rules.forecast(caller, id, months);
  }
}

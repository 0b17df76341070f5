import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { StartForReal } from './practice.forms.js';
import { PracticeRemoval, PracticeResource } from './practice.resources.js';
import { Practice } from './practice.service.js';

@ApiTags('practice')
@Controller('api/v1/practice')
export class PracticeApiController {
  constructor(private readonly practice: Practice) {}

  @Get()
  @Requires('practice.remove')
  @ApiOperation({ operationId: 'getPractice', summary: 'The practice coalition, and what was added to it' })
  @ApiOkResponse({ type: PracticeResource })
  show(@CurrentCaller() caller: Caller): Promise<PracticeResource> {
    return this.practice.show(caller);
  }

  @Post('removal')
  @HttpCode(200)
  @Requires('practice.remove')
  @ApiOperation({
    operationId: 'startForReal',
    summary:
      'Removes everything that is practice, for good, and founds the real coalition, in one transaction',
  })
  @ApiOkResponse({ type: PracticeRemoval })
  startForReal(@CurrentCaller() caller: Caller, @Body() form: StartForReal): Promise<PracticeRemoval> {
    return this.practice.startForReal(caller, form);
  }
}

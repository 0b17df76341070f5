import { Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { PracticeRemoval } from './practice.resources.js';
import { Practice } from './practice.service.js';

@ApiTags('practice')
@Controller('api/v1/practice')
export class PracticeApiController {
  constructor(private readonly practice: Practice) {}

  @Post('removal')
  @HttpCode(200)
  @Requires('practice.remove')
  @ApiOperation({
    operationId: 'removePractice',
    summary: 'Removes everything that is practice, for good, in one transaction',
  })
  @ApiOkResponse({ type: PracticeRemoval })
  remove(@CurrentCaller() caller: Caller): Promise<PracticeRemoval> {
    return this.practice.remove(caller);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { SplitTestForm, WinnerForm } from './split-tests.forms.js';
import { SplitTestAnswer } from './split-tests.resources.js';
import { SplitTests } from './split-tests.service.js';

/** Sending a mailing to a sample in several versions first. */
@ApiTags('mailings')
@Controller('api/v1/mailings/:id/split-test')
export class SplitTestsApiController {
  constructor(private readonly tests: SplitTests) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getSplitTest', summary: 'How versions of it are tested, and how each does' })
  @ApiOkResponse({ type: SplitTestAnswer })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SplitTestAnswer> {
    return this.tests.read(caller, id);
  }

  @Put()
  @Requires('mailings.write')
  @ApiOperation({
    operationId: 'putSplitTest',
    summary: 'Plans a test; 409 once it has begun, but for its texts',
  })
  @ApiOkResponse({ type: SplitTestAnswer })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: SplitTestForm,
  ): Promise<SplitTestAnswer> {
    return this.tests.put(caller, id, form);
  }

  @Delete()
  @HttpCode(204)
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'deleteSplitTest', summary: 'Sends it to all as it is' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.tests.remove(caller, id);
  }

  @Post('winner')
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'chooseWinner', summary: 'Sends this version to the rest' })
  @ApiCreatedResponse({ type: SplitTestAnswer })
  choose(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: WinnerForm,
  ): Promise<SplitTestAnswer> {
    return this.tests.choose(caller, id, form);
  }
}

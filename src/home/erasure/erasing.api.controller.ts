import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { FileAnswer } from '../../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Erasing } from './erasing.service.js';

@ApiTags('people')
@Controller('api/v1/people/:id')
export class ErasingApiController {
  constructor(private readonly erasing: Erasing) {}

  @Get('copy.json')
  @Requires('people.export')
  @ApiOperation({ operationId: 'copyPerson', summary: 'Everything that is kept about somebody, for them' })
  @ApiProduces('application/json')
  @ApiOkResponse({ schema: { type: 'object' } })
  async copy(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    const copy = await this.erasing.copy(caller, id);
    return attached(JSON.stringify(copy, null, 2), 'application/json; charset=utf-8', 'copy.json');
  }

  @Get('copy.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'copyPersonAsCsv', summary: 'The same as a table of one fact a line' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  async copyAsCsv(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    return attached(await this.erasing.copyAsCsv(caller, id), 'text/csv; charset=utf-8', 'copy.csv');
  }

  @Post('erasure')
  @HttpCode(204)
  @Requires('people.erase')
  @ApiOperation({ operationId: 'erasePerson', summary: 'Erases somebody for good; counts stay true' })
  @ApiNoContentResponse()
  erase(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.erasing.erase(caller, id);
  }
}

function attached(body: string, type: string, name: string): FileAnswer {
  return new FileAnswer(body, type, {
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
  });
}

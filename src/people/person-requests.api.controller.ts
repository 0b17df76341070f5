import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { PersonRequestQuery } from './person-requests.forms.js';
import { PersonRequestList, REQUEST_FILE } from './person-requests.resources.js';
import { PersonRequests } from './person-requests.service.js';

@ApiTags('people')
@Controller('api/v1/person-requests')
export class PersonRequestsApiController {
  constructor(private readonly requests: PersonRequests) {}

  @Get()
  @Requires('people.write')
  @ApiOperation({
    operationId: 'listPersonRequests',
    summary: 'What people ask about their own records, newest first',
  })
  @ApiOkResponse({ type: PersonRequestList })
  @AsFile(REQUEST_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PersonRequestQuery): Promise<PersonRequestList> {
    return this.requests.list(caller, query);
  }

  @Post(':id/closure')
  @HttpCode(204)
  @Requires('people.write')
  @ApiOperation({ operationId: 'closePersonRequest', summary: 'Says that it was answered' })
  @ApiNoContentResponse()
  close(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.requests.close(caller, id);
  }
}

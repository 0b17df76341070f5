import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PageQuery } from '../platform/paging/paging.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { SharedPeoplePage, SHARED_FILE } from './shared-people.resources.js';
import { SharedPeople } from './shared-people.service.js';

@ApiTags('people')
@Controller('api/v1/shared-people')
export class SharedPeopleApiController {
  constructor(private readonly people: SharedPeople) {}

  @Get()
  @Requires('people.read')
  @ApiOperation({
    operationId: 'listSharedPeople',
    summary: 'People whom others show to your organizations by their consent, newest first',
  })
  @ApiOkResponse({ type: SharedPeoplePage })
  @AsFile(SHARED_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<SharedPeoplePage> {
    return this.people.list(caller, query);
  }
}

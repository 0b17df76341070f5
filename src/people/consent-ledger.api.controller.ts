import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { PageQuery } from '../platform/paging/paging.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { ConsentList } from './consent-ledger.resources.js';
import { ConsentLedger } from './consent-ledger.service.js';

@ApiTags('people')
@Controller('api/v1/people/:id/consents')
export class ConsentLedgerApiController {
  constructor(private readonly ledger: ConsentLedger) {}

  @Get()
  @Requires('people.read')
  @ApiOperation({ operationId: 'listConsents', summary: 'Every word of consent, newest first, as evidence' })
  @ApiOkResponse({ type: ConsentList })
  read(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<ConsentList> {
    return this.ledger.read(caller, id, query);
  }
}

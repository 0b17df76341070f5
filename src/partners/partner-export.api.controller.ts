import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FileAnswer } from '../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { PartnerExport } from './partner-export.service.js';
import { PartnerQuery } from './partners.forms.js';

/** Apart from the other routes of partners, because its path is no part of theirs. */
@ApiTags('partners')
@Controller('api/v1/partners.csv')
export class PartnerExportApiController {
  constructor(private readonly exporting: PartnerExport) {}

  @Get()
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportPartners', summary: 'The list of partners as a file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@CurrentCaller() caller: Caller, @Query() query: PartnerQuery): Promise<FileAnswer> {
    return this.exporting.csv(caller, query);
  }
}

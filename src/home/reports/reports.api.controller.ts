import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FileAnswer } from '../../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { ReportQuery } from './reports.forms.js';
import { OverviewResource } from './reports.resources.js';
import { Reports } from './reports.service.js';

const CSV = { content: { 'text/csv': { schema: { type: 'string' } } } } as const;

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsApiController {
  constructor(private readonly reports: Reports) {}

  @Get('overview')
  @Requires('reports.read')
  @ApiOperation({ operationId: 'getOverview', summary: 'What chapters and the network did in a period' })
  @ApiOkResponse({ type: OverviewResource })
  overview(@CurrentCaller() caller: Caller, @Query() query: ReportQuery): Promise<OverviewResource> {
    return this.reports.overview(caller, query);
  }

  @Get('overview.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportOverview', summary: 'The same figures as a file' })
  @ApiOkResponse(CSV)
  csv(@CurrentCaller() caller: Caller, @Query() query: ReportQuery): Promise<FileAnswer> {
    return this.reports.csv(caller, query);
  }

  @Get('letters-by-target.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportLettersByTarget', summary: 'Letters by official as a file' })
  @ApiOkResponse(CSV)
  targetsCsv(@CurrentCaller() caller: Caller, @Query() query: ReportQuery): Promise<FileAnswer> {
    return this.reports.targetsCsv(caller, query);
  }
}

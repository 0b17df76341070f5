import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IMPORT_BODY } from '../../geography/import-files.access.js';
import { ReferenceImportResource } from '../../geography/import-resources.access.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { NewOfficialsImport, OfficialsQuery } from './officials.forms.js';
import {
  CommitteePage,
  OfficialPage,
  OfficialRecordResource,
  VacancyPage,
  OFFICIAL_FILE,
  VACANCY_FILE,
  COMMITTEE_FILE,
} from './officials.resources.js';
import { Officials } from './officials.service.js';

@ApiTags('officials')
@Controller('api/v1')
export class OfficialsApiController {
  constructor(private readonly officials: Officials) {}

  @Get('officials')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'listOfficials', summary: 'Who holds which office today, by name' })
  @ApiOkResponse({ type: OfficialPage })
  @AsFile(OFFICIAL_FILE)
  list(@Query() query: OfficialsQuery): Promise<OfficialPage> {
    return this.officials.list(query);
  }

  @Get('officials/:id')
  @Requires('officials.read')
  @ApiOperation({
    operationId: 'getOfficial',
    summary: 'One official: terms, channels, committees, sources, and letters of yours',
  })
  @ApiOkResponse({ type: OfficialRecordResource })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<OfficialRecordResource> {
    return this.officials.record(caller, id);
  }

  @Get('vacancies')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'listVacancies', summary: 'Offices that nobody holds today' })
  @ApiOkResponse({ type: VacancyPage })
  @AsFile(VACANCY_FILE)
  vacancies(@Query() query: PageQuery): Promise<VacancyPage> {
    return this.officials.vacancies(query);
  }

  @Get('committees')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'listCommittees', summary: 'Committees by name; only `q` narrows them' })
  @ApiOkResponse({ type: CommitteePage })
  @AsFile(COMMITTEE_FILE)
  committees(@Query() query: OfficialsQuery): Promise<CommitteePage> {
    return this.officials.committees(query);
  }

  @Post('officials-imports')
  @Requires('officials.import')
  @RouteConfig(IMPORT_BODY)
  @ApiOperation({
    operationId: 'importOfficials',
    summary: 'Loads files of Open States or congress-legislators, by a job',
  })
  @ApiCreatedResponse({ type: ReferenceImportResource })
  import(
    @CurrentCaller() caller: Caller,
    @Body() form: NewOfficialsImport,
  ): Promise<ReferenceImportResource> {
    return this.officials.import(caller, form);
  }
}

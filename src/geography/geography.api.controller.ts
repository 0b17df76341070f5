import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { PageQuery } from '../platform/paging/paging.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { Districts } from './districts.service.js';
import { DistrictQuery, NewDistrictImport, NewZipImport } from './geography.forms.js';
import { BoundarySetList, DistrictPage, DistrictRecord, DISTRICT_FILE } from './geography.resources.js';
import {
  ReferenceImportPage,
  ReferenceImportResource,
  REFERENCE_IMPORT_FILE,
} from './import-resources.access.js';
import { IMPORT_BODY } from './import-files.access.js';
import { ReferenceImports } from './reference-imports.service.js';

@ApiTags('geography')
@Controller('api/v1')
export class GeographyApiController {
  constructor(
    private readonly districts: Districts,
    private readonly imports: ReferenceImports,
  ) {}

  @Get('boundary-sets')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'listBoundarySets', summary: 'Which boundaries are loaded' })
  @ApiOkResponse({ type: BoundarySetList })
  async sets(): Promise<BoundarySetList> {
    return { data: await this.districts.sets() };
  }

  @Get('districts')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'listDistricts', summary: 'Districts by name' })
  @ApiOkResponse({ type: DistrictPage })
  @AsFile(DISTRICT_FILE)
  list(@Query() query: DistrictQuery): Promise<DistrictPage> {
    return this.districts.list(query);
  }

  @Get('districts/:id')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'getDistrict', summary: 'One district with an outline to draw' })
  @ApiOkResponse({ type: DistrictRecord })
  record(@Param('id', IdPipe) id: string): Promise<DistrictRecord> {
    return this.districts.record(id);
  }

  @Post('district-imports')
  @Requires('geography.import')
  @RouteConfig(IMPORT_BODY)
  @ApiOperation({ operationId: 'importDistricts', summary: 'Loads a GeoJSON file of boundaries, by a job' })
  @ApiCreatedResponse({ type: ReferenceImportResource })
  import(@CurrentCaller() caller: Caller, @Body() form: NewDistrictImport): Promise<ReferenceImportResource> {
    return this.districts.import(caller, form);
  }

  @Post('zip-imports')
  @Requires('geography.import')
  @RouteConfig(IMPORT_BODY)
  @ApiOperation({
    operationId: 'importZips',
    summary: 'Loads a CSV file of ZIP codes and their points, by a job',
  })
  @ApiCreatedResponse({ type: ReferenceImportResource })
  importZips(@CurrentCaller() caller: Caller, @Body() form: NewZipImport): Promise<ReferenceImportResource> {
    return this.districts.importZips(caller, form);
  }

  @Get('reference-imports')
  @Requires('officials.read')
  @ApiOperation({
    operationId: 'listReferenceImports',
    summary: 'Loads of districts, ZIP codes and officials, newest first',
  })
  @ApiOkResponse({ type: ReferenceImportPage })
  @AsFile(REFERENCE_IMPORT_FILE)
  loads(@Query() query: PageQuery): Promise<ReferenceImportPage> {
    return this.imports.list(query);
  }

  @Get('reference-imports/:id')
  @Requires('officials.read')
  @ApiOperation({ operationId: 'getReferenceImport', summary: 'One load, its progress and its report' })
  @ApiOkResponse({ type: ReferenceImportResource })
  load(@Param('id', IdPipe) id: string): Promise<ReferenceImportResource> {
    return this.imports.find(id);
  }
}

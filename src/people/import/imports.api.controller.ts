import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { FileAnswer } from '../../platform/http/answers.js';
import { TakesFile, type Upload, UploadedFile } from '../../platform/http/upload.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { ErrorFile } from './error-file.service.js';
import { ImportPlans } from './import-plans.service.js';
import {
  ImportPlan,
  ImportRowsQuery,
  ImportsQuery,
  MappingName,
  MappingQuery,
  NewImportQuery,
} from './imports.forms.js';
import {
  ImportMappingList,
  ImportMappingResource,
  ImportPreview,
  ImportRowPage,
} from './import-rows.resources.js';
import { IMPORT_FILE } from './imports-file.js';
import { ImportPage, ImportResource } from './imports.resources.js';
import { Imports } from './imports.service.js';

@ApiTags('imports')
@Requires('people.import')
@Controller('api/v1')
export class ImportsApiController {
  constructor(
    private readonly imports: Imports,
    private readonly plans: ImportPlans,
    private readonly errors: ErrorFile,
  ) {}

  @Post('imports')
  @TakesFile()
  @ApiOperation({
    operationId: 'uploadImport',
    summary: 'Takes in a file of people, 100 MB at most; imports nothing yet',
  })
  @ApiCreatedResponse({ type: ImportResource })
  upload(
    @CurrentCaller() caller: Caller,
    @Query() { owner_id }: NewImportQuery,
    @UploadedFile() file: Upload,
  ): Promise<ImportResource> {
    return this.imports.upload(caller, owner_id, file);
  }

  @Get('imports')
  @ApiOperation({ operationId: 'listImports', summary: 'Imports, newest first' })
  @ApiOkResponse({ type: ImportPage })
  @AsFile(IMPORT_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: ImportsQuery): Promise<ImportPage> {
    return this.imports.list(caller, query);
  }

  @Get('imports/:id')
  @ApiOperation({
    operationId: 'getImport',
    summary: 'One import: its plan, how far it is, what became of its rows',
  })
  @ApiOkResponse({ type: ImportResource })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ImportResource> {
    return this.imports.record(caller, id);
  }

  @Get('imports/:id/preview')
  @ApiOperation({ operationId: 'previewImport', summary: 'The first 20 rows of the file' })
  @ApiOkResponse({ type: ImportPreview })
  preview(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ImportPreview> {
    return this.plans.preview(caller, id);
  }

  @Patch('imports/:id')
  @ApiOperation({
    operationId: 'planImport',
    summary: 'Says what the columns are, and by which rules to import',
  })
  @ApiOkResponse({ type: ImportResource })
  plan(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ImportPlan,
  ): Promise<ImportResource> {
    return this.plans.change(caller, id, form);
  }

  @Post('imports/:id/dry-run')
  @ApiOperation({ operationId: 'checkImport', summary: 'Finds out what would become of every row' })
  @ApiCreatedResponse({ type: ImportResource })
  check(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ImportResource> {
    return this.imports.check(caller, id);
  }

  @Post('imports/:id/run')
  @ApiOperation({ operationId: 'runImport', summary: 'Imports what the dry run found' })
  @ApiCreatedResponse({ type: ImportResource })
  run(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ImportResource> {
    return this.imports.run(caller, id);
  }

  @Post('imports/:id/cancellation')
  @ApiOperation({
    operationId: 'cancelImport',
    summary: 'Calls off a dry run, or a run after its present chunk',
  })
  @ApiCreatedResponse({ type: ImportResource })
  cancel(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ImportResource> {
    return this.imports.cancel(caller, id);
  }

  @Post('imports/:id/undo')
  @ApiOperation({ operationId: 'undoImport', summary: 'Takes back what an import did, within 30 days' })
  @ApiCreatedResponse({ type: ImportResource })
  undo(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ImportResource> {
    return this.imports.undo(caller, id);
  }

  @Delete('imports/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'discardImport', summary: 'Throws away a file that was not imported' })
  @ApiNoContentResponse()
  discard(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.imports.discard(caller, id);
  }

  @Get('imports/:id/rows')
  @ApiOperation({
    operationId: 'listImportRows',
    summary: 'Rows by outcome: all after the dry run, refused and doubtful ones after the run',
  })
  @ApiOkResponse({ type: ImportRowPage })
  rows(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: ImportRowsQuery,
  ): Promise<ImportRowPage> {
    return this.imports.rows(caller, id, query);
  }

  @Get('imports/:id/errors.csv')
  @ApiOperation({
    operationId: 'importErrors',
    summary: 'Refused rows as they stood in the file, with the reason',
  })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  async errorFile(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    const lines = Readable.from(await this.errors.lines(caller, id));
    return new FileAnswer(lines, 'text/csv; charset=utf-8', {
      'content-disposition': 'attachment; filename="rows-to-mend.csv"',
    });
  }

  @Get('import-mappings')
  @ApiOperation({ operationId: 'listImportMappings', summary: 'Saved meanings of columns' })
  @ApiOkResponse({ type: ImportMappingList })
  async mappings(
    @CurrentCaller() caller: Caller,
    @Query() { owner_id }: MappingQuery,
  ): Promise<ImportMappingList> {
    return { data: await this.plans.mappings(caller, owner_id ?? null) };
  }

  @Post('import-mappings')
  @ApiOperation({
    operationId: 'saveImportMapping',
    summary: "Saves what an import's columns are, under a name",
  })
  @ApiCreatedResponse({ type: ImportMappingResource })
  saveMapping(@CurrentCaller() caller: Caller, @Body() form: MappingName): Promise<ImportMappingResource> {
    return this.plans.saveMapping(caller, form);
  }

  @Delete('import-mappings/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeImportMapping', summary: 'Forgets a saved mapping' })
  @ApiNoContentResponse()
  removeMapping(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.plans.removeMapping(caller, id);
  }
}

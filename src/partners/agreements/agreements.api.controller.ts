import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { type FileAnswer } from '../../platform/http/answers.js';
import { TakesFile, type Upload, UploadedFile } from '../../platform/http/upload.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { AgreementFiles } from './agreement-files.service.js';
import {
  AgreementChanges,
  AgreementEnd,
  AgreementQuery,
  AgreementSignature,
  NewAgreement,
} from './agreements.forms.js';
import { AgreementPage, AgreementResource, AGREEMENT_FILE } from './agreements.resources.js';
import { Agreements } from './agreements.service.js';

@ApiTags('agreements')
@Controller('api/v1/agreements')
export class AgreementsApiController {
  constructor(
    private readonly agreements: Agreements,
    private readonly files: AgreementFiles,
  ) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listAgreements',
    summary: 'Agreements that you keep or are a party of, soonest to expire first',
  })
  @ApiOkResponse({ type: AgreementPage })
  @AsFile(AGREEMENT_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: AgreementQuery): Promise<AgreementPage> {
    return this.agreements.list(caller, query);
  }

  @Post()
  @Requires('agreements.write')
  @ApiOperation({
    operationId: 'createAgreement',
    summary: 'Registers an agreement; nobody has signed it yet',
  })
  @ApiCreatedResponse({ type: AgreementResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewAgreement): Promise<AgreementResource> {
    return this.agreements.create(caller, form);
  }

  @Get(':id')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getAgreement', summary: 'One agreement with its parties' })
  @ApiOkResponse({ type: AgreementResource })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<AgreementResource> {
    return this.agreements.record(caller, id);
  }

  @Patch(':id')
  @Requires('agreements.write')
  @ApiOperation({
    operationId: 'changeAgreement',
    summary: 'Changes what is sent; 409 once every party has signed',
  })
  @ApiOkResponse({ type: AgreementResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: AgreementChanges,
  ): Promise<AgreementResource> {
    return this.agreements.change(caller, id, form);
  }

  @Put(':id/signatures/:organizationId')
  @Requires('agreements.write')
  @ApiOperation({ operationId: 'signAgreement', summary: 'Records who signed for a party, and when' })
  @ApiOkResponse({ type: AgreementResource })
  sign(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('organizationId', IdPipe) organizationId: string,
    @Body() form: AgreementSignature,
  ): Promise<AgreementResource> {
    return this.agreements.sign(caller, id, organizationId, form);
  }

  @Post(':id/ending')
  @HttpCode(200)
  @Requires('agreements.write')
  @ApiOperation({
    operationId: 'endAgreement',
    summary: 'Ends it now, with every share of people that stands on it',
  })
  @ApiOkResponse({ type: AgreementResource })
  end(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: AgreementEnd,
  ): Promise<AgreementResource> {
    return this.agreements.end(caller, id, form);
  }

  @Get(':id/file')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getAgreementFile', summary: 'The signed paper, as a download' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  show(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    return this.files.show(caller, id);
  }

  @Put(':id/file')
  @Requires('agreements.write')
  @TakesFile()
  @ApiOperation({
    operationId: 'setAgreementFile',
    summary: 'Takes the signed paper: a PDF of at most 20 MB',
  })
  @ApiOkResponse({ type: AgreementResource })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @UploadedFile() upload: Upload,
  ): Promise<AgreementResource> {
    return this.files.put(caller, id, upload);
  }
}

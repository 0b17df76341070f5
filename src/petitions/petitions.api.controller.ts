import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import QRCode from 'qrcode';
import { IdPipe } from '../platform/database/id.pipe.js';
import { FileAnswer } from '../platform/http/answers.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import {
  NewPetition,
  PetitionChanges,
  PetitionPreview,
  PetitionQuery,
  SignatureQuery,
} from './petitions.forms.js';
import {
  PetitionList,
  PetitionResource,
  PetitionPreviewResource,
  PETITION_FILE,
} from './petitions.resources.js';
import { Petitions } from './petitions.service.js';
import { Preview } from './preview.service.js';
import { PetitionFiguresResource, SignatureList } from './signatures.resources.js';
import { SignatureExport } from './signature-export.service.js';
import { Signatures } from './signatures.service.js';

@ApiTags('petitions')
@Controller('api/v1/petitions')
export class PetitionsApiController {
  constructor(
    private readonly petitions: Petitions,
    private readonly signatures: Signatures,
    private readonly preview: Preview,
    private readonly exporting: SignatureExport,
  ) {}

  @Get()
  @Requires('petitions.read')
  @ApiOperation({ operationId: 'listPetitions', summary: 'Petitions of the organizations you work for' })
  @ApiOkResponse({ type: PetitionList })
  @AsFile(PETITION_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PetitionQuery): Promise<PetitionList> {
    return this.petitions.list(caller, query);
  }

  @Post()
  @Requires('petitions.write')
  @ApiOperation({ operationId: 'createPetition', summary: 'Drafts a petition' })
  @ApiCreatedResponse({ type: PetitionResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewPetition): Promise<PetitionResource> {
    return this.petitions.create(caller, form);
  }

  @Get(':id')
  @Requires('petitions.read')
  @ApiOperation({ operationId: 'getPetition', summary: 'One petition with its figures' })
  @ApiOkResponse({ type: PetitionResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PetitionResource> {
    return this.petitions.find(caller, id);
  }

  @Patch(':id')
  @Requires('petitions.write')
  @ApiOperation({
    operationId: 'changePetition',
    summary: 'Changes what is given; new words make a new version',
  })
  @ApiOkResponse({ type: PetitionResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: PetitionChanges,
  ): Promise<PetitionResource> {
    return this.petitions.change(caller, id, form);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Requires('petitions.write')
  @ApiOperation({ operationId: 'publishPetition', summary: 'Freezes the text and opens it for signing' })
  @ApiOkResponse({ type: PetitionResource })
  publish(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PetitionResource> {
    return this.petitions.publish(caller, id);
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Requires('petitions.write')
  @ApiOperation({ operationId: 'closePetition', summary: 'Takes no more signatures' })
  @ApiOkResponse({ type: PetitionResource })
  close(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PetitionResource> {
    return this.petitions.close(caller, id);
  }

  @Post(':id/reopening')
  @HttpCode(200)
  @Requires('petitions.write')
  @ApiOperation({ operationId: 'reopenPetition', summary: 'Takes signatures again' })
  @ApiOkResponse({ type: PetitionResource })
  reopen(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PetitionResource> {
    return this.petitions.reopen(caller, id);
  }

  @Post(':id/delivery')
  @HttpCode(200)
  @Requires('petitions.write')
  @ApiOperation({
    operationId: 'deliverPetition',
    summary: 'Says that it was handed over; its number stands from here',
  })
  @ApiOkResponse({ type: PetitionResource })
  deliver(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PetitionResource> {
    return this.petitions.deliver(caller, id);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @Requires('petitions.read')
  @ApiOperation({ operationId: 'previewPetition', summary: 'The public page with what stands in the editor' })
  @ApiOkResponse({ type: PetitionPreviewResource })
  async render(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: PetitionPreview,
  ): Promise<PetitionPreviewResource> {
    return { html: await this.preview.render(caller, id, form) };
  }

  @Get(':id/qr.svg')
  @Requires('petitions.read')
  @ApiOperation({
    operationId: 'drawPetitionQr',
    summary: 'The public page as a QR code for posters and tables',
  })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async qr(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    const { url } = await this.petitions.find(caller, id);
    return new FileAnswer(await QRCode.toString(url, { type: 'svg', margin: 2 }), 'image/svg+xml');
  }

  @Get(':id/signatures')
  @Requires('petitions.read')
  @ApiOperation({ operationId: 'listSignatures', summary: 'Who signed, newest first' })
  @ApiOkResponse({ type: SignatureList })
  listSignatures(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: SignatureQuery,
  ): Promise<SignatureList> {
    return this.signatures.list(caller, id, query);
  }

  @Get(':id/signatures.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportSignatures', summary: 'The same list as a file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  exportSignatures(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: SignatureQuery,
  ): Promise<FileAnswer> {
    return this.exporting.csv(caller, id, query);
  }

  @Get(':id/figures')
  @Requires('petitions.read')
  @ApiOperation({ operationId: 'getPetitionFigures', summary: 'Signatures in all and by day' })
  @ApiOkResponse({ type: PetitionFiguresResource })
  figures(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<PetitionFiguresResource> {
    return this.signatures.figures(caller, id);
  }
}

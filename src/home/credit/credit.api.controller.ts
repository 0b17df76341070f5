import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { Matches } from 'class-validator';
import QRCode from 'qrcode';
import { says } from '../../layout/forms.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Pictures } from '../../platform/files/pictures.service.js';
import { FileAnswer } from '../../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { CreditResource, StatementList } from './credit.resources.js';
import { Credit } from './credit.service.js';
import { NewSourceLink, SourceLinkList } from './source-links.resources.js';
import { SourceLinks } from './source-links.service.js';
import { StatementPages } from './statement-pages.service.js';

/** Three inches at 300 dots an inch, and a little. */
const PRINTED_PIXELS = 1024;

class MonthQuery {
  @ApiProperty({ format: 'date', description: 'The first day of the month' })
  @Matches(/^\d{4}-(0[1-9]|1[0-2])-01$/, { message: says('dateWrong') })
  month: string;
}

/** Credit for what partners bring, without names. */
@ApiTags('partner credit')
@Controller('api/v1')
export class CreditApiController {
  constructor(
    private readonly credit: Credit,
    private readonly links: SourceLinks,
    private readonly statements: StatementPages,
    private readonly pictures: Pictures,
  ) {}

  @Get('chapters/:id/credit')
  @Requires('reports.read')
  @ApiOperation({
    operationId: 'getCredit',
    summary: 'What came by whose codes in a month, as it stands now; for the chapter itself',
  })
  @ApiOkResponse({ type: CreditResource })
  report(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() { month }: MonthQuery,
  ): Promise<CreditResource> {
    return this.credit.report(caller, id, month);
  }

  @Get('chapters/:id/credit.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportCredit', summary: 'The same as a file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() { month }: MonthQuery,
  ): Promise<FileAnswer> {
    return this.credit.csv(caller, id, month);
  }

  @Get('partners/:id/source-codes')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'listSourceCodes', summary: 'The links of a partner, newest first' })
  @ApiOkResponse({ type: SourceLinkList })
  list(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SourceLinkList> {
    return this.links.list(caller, id);
  }

  @Post('partners/:id/source-codes')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'createSourceCode', summary: 'Makes a link of the partner to one action' })
  @ApiCreatedResponse({ type: SourceLinkList })
  create(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewSourceLink,
  ): Promise<SourceLinkList> {
    return this.links.create(caller, id, form);
  }

  @Post('source-codes/:code/retirement')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'retireSourceCode',
    summary: 'Offers it no more; it still leads on and counts',
  })
  @ApiNoContentResponse()
  retire(@CurrentCaller() caller: Caller, @Param('code') code: string): Promise<void> {
    return this.links.retire(caller, code);
  }

  @Get('source-codes/:code/qr.svg')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'drawSourceCodeQr', summary: 'The short address as a QR code for posters' })
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async qr(@CurrentCaller() caller: Caller, @Param('code') code: string): Promise<FileAnswer> {
    const url = await this.links.url(caller, code);
    return new FileAnswer(await QRCode.toString(url, { type: 'svg', margin: 2 }), 'image/svg+xml');
  }

  @Get('source-codes/:code/qr.png')
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'drawSourceCodePng',
    summary: 'The same as a picture of 1024 pixels, for programs that take no SVG',
  })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async png(@CurrentCaller() caller: Caller, @Param('code') code: string): Promise<FileAnswer> {
    const url = await this.links.url(caller, code);
    const svg = await QRCode.toString(url, { type: 'svg', margin: 2, width: PRINTED_PIXELS });
    return new FileAnswer(await this.pictures.draw(svg), 'image/png');
  }

  @Get('partners/:id/statements')
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listStatements',
    summary: 'A partner’s months, frozen, as the partner is told them',
  })
  @ApiOkResponse({ type: StatementList })
  statementsOf(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StatementList> {
    return this.statements.list(caller, id);
  }
}

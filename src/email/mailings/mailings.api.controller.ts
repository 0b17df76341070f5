import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Composing } from './composing.service.js';
import {
  AudienceQuestion,
  MailingChanges,
  MailingCopy,
  MailingQuery,
  NewMailing,
  PreviewForm,
} from './mailings.forms.js';
import {
  AudienceResource,
  CheckList,
  MailingList,
  MailingResource,
  MailingPreviewResource,
  MAILING_FILE,
} from './mailings.resources.js';
import { Mailings } from './mailings.service.js';

@ApiTags('mailings')
@Controller('api/v1/mailings')
export class MailingsApiController {
  constructor(
    private readonly mailings: Mailings,
    private readonly composing: Composing,
  ) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'listMailings',
    summary: 'Mailings of the organizations you work for, newest first',
  })
  @ApiOkResponse({ type: MailingList })
  @AsFile(MAILING_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: MailingQuery): Promise<MailingList> {
    return this.mailings.list(caller, query);
  }

  @Post()
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'createMailing', summary: 'Drafts a mailing' })
  @ApiCreatedResponse({ type: MailingResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewMailing): Promise<MailingResource> {
    return this.mailings.create(caller, form);
  }

  @Get(':id')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getMailing', summary: 'One mailing with its text and audience' })
  @ApiOkResponse({ type: MailingResource })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingResource> {
    return this.mailings.read(caller, id);
  }

  @Patch(':id')
  @Requires('mailings.write')
  @ApiOperation({
    operationId: 'changeMailing',
    summary: 'Changes what is sent; 409 once it has begun, unless paused',
  })
  @ApiOkResponse({ type: MailingResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: MailingChanges,
  ): Promise<MailingResource> {
    return this.mailings.change(caller, id, form);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'deleteMailing', summary: 'Deletes a draft' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.mailings.remove(caller, id);
  }

  @Post(':id/copies')
  @Requires('mailings.write')
  @ApiOperation({
    operationId: 'copyMailing',
    summary: 'A new draft of the same text, for all or for who did not answer',
  })
  @ApiCreatedResponse({ type: MailingResource })
  copy(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: MailingCopy,
  ): Promise<MailingResource> {
    return this.mailings.copy(caller, id, form);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @Requires('mailings.write')
  @ApiOperation({
    operationId: 'previewMailing',
    summary: 'As one of its audience would see it; saves nothing',
  })
  @ApiOkResponse({ type: MailingPreviewResource })
  preview(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: PreviewForm,
  ): Promise<MailingPreviewResource> {
    return this.composing.preview(caller, id, form);
  }

  @Post(':id/audience')
  @HttpCode(200)
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'countMailingAudience',
    summary: 'How many it would reach now, and why not the others',
  })
  @ApiOkResponse({ type: AudienceResource })
  audience(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: AudienceQuestion,
  ): Promise<AudienceResource> {
    return this.composing.audience(caller, id, form);
  }

  @Get(':id/checks')
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'checkMailing', summary: 'What is looked at before it may be sent' })
  @ApiOkResponse({ type: CheckList })
  checks(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CheckList> {
    return this.composing.checks(caller, id);
  }
}

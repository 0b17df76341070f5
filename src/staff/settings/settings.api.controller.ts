import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { ChapterSettings } from './chapter-settings.service.js';
import { NetworkSettings } from './network-settings.service.js';
import { ChapterChanges, ColourQuery, NetworkChanges, NewChapter, TeamForm } from './settings.forms.js';
import {
  ChapterList,
  ChapterSettingsResource,
  ChapterSummary,
  ColourNote,
  NetworkResource,
} from './settings.resources.js';

@ApiTags('settings')
@Controller('api/v1')
export class SettingsApiController {
  constructor(
    private readonly networks: NetworkSettings,
    private readonly chapters: ChapterSettings,
  ) {}

  @Get('network')
  @Requires('network.settings')
  @ApiOperation({ operationId: 'getNetwork', summary: "The network's settings" })
  @ApiOkResponse({ type: NetworkResource })
  network(@CurrentCaller() caller: Caller): Promise<NetworkResource> {
    return this.networks.find(caller);
  }

  @Patch('network')
  @Requires('network.settings')
  @ApiOperation({ operationId: 'changeNetwork', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: NetworkResource })
  changeNetwork(@CurrentCaller() caller: Caller, @Body() form: NetworkChanges): Promise<NetworkResource> {
    return this.networks.change(caller, form);
  }

  @Get('colour-note')
  @Requires('chapter.settings')
  @ApiOperation({
    operationId: 'getColourNote',
    summary: 'What pages would make of a colour, before it is chosen',
  })
  @ApiOkResponse({ type: ColourNote })
  colourNote(@Query() { colour }: ColourQuery): ColourNote {
    return ColourNote.of(colour.toLowerCase());
  }

  @Get('chapters')
  @Requires('chapter.settings')
  @ApiOperation({
    operationId: 'listChapters',
    summary: 'Chapters whose settings are yours; for who governs the network all that have not left',
  })
  @ApiOkResponse({ type: ChapterList })
  async list(@CurrentCaller() caller: Caller): Promise<ChapterList> {
    return { data: await this.chapters.list(caller) };
  }

  @Post('chapters')
  @Requires('network.settings')
  @ApiOperation({
    operationId: 'createChapter',
    summary: 'Adds a planned chapter, and invites who administers it',
  })
  @ApiCreatedResponse({ type: ChapterSummary })
  create(@CurrentCaller() caller: Caller, @Body() form: NewChapter): Promise<ChapterSummary> {
    return this.chapters.create(caller, form);
  }

  @Get('chapters/:id')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'getChapter', summary: "One chapter's settings and team" })
  @ApiOkResponse({ type: ChapterSettingsResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ChapterSettingsResource> {
    return this.chapters.find(caller, id);
  }

  @Patch('chapters/:id')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'changeChapter', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: ChapterSettingsResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ChapterChanges,
  ): Promise<ChapterSettingsResource> {
    return this.chapters.change(caller, id, form);
  }

  @Put('chapters/:id/team')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'setChapterTeam', summary: 'Puts this list in the place of the team' })
  @ApiOkResponse({ type: ChapterSettingsResource })
  setTeam(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TeamForm,
  ): Promise<ChapterSettingsResource> {
    return this.chapters.setTeam(caller, id, form);
  }

  @Post('chapters/:id/launch')
  @HttpCode(200)
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'launchChapter', summary: 'Makes a planned or resting chapter active' })
  @ApiOkResponse({ type: ChapterSettingsResource })
  launch(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ChapterSettingsResource> {
    return this.chapters.launch(caller, id);
  }

  @Post('chapters/:id/rest')
  @HttpCode(200)
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'restChapter', summary: 'Lets an active chapter rest' })
  @ApiOkResponse({ type: ChapterSettingsResource })
  rest(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ChapterSettingsResource> {
    return this.chapters.rest(caller, id);
  }
}

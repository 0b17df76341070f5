import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import {
  LetterCampaignChanges,
  LetterCampaignQuery,
  NewLetterCampaign,
  TargetCheck,
} from './letter-campaigns.forms.js';
import {
  LetterCampaignPage,
  LetterCampaignResource,
  LetterPage,
  TargetCount,
  LETTER_CAMPAIGN_FILE,
  LETTER_FILE,
} from './letter-campaigns.resources.js';
import { LetterLists } from './letter-list.service.js';
import { LetterCampaigns } from './letter-campaigns.service.js';

@ApiTags('letters')
@Controller('api/v1')
export class LetterCampaignsApiController {
  constructor(
    private readonly campaigns: LetterCampaigns,
    private readonly lists: LetterLists,
  ) {}

  @Get('letter-campaigns')
  @Requires('letters.read')
  @ApiOperation({ operationId: 'listLetterCampaigns', summary: 'Letter campaigns, newest first' })
  @ApiOkResponse({ type: LetterCampaignPage })
  @AsFile(LETTER_CAMPAIGN_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: LetterCampaignQuery): Promise<LetterCampaignPage> {
    return this.campaigns.list(caller, query);
  }

  @Post('letter-campaigns')
  @Requires('letters.write')
  @ApiOperation({ operationId: 'createLetterCampaign', summary: 'Begins a campaign, as a draft' })
  @ApiCreatedResponse({ type: LetterCampaignResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewLetterCampaign): Promise<LetterCampaignResource> {
    return this.campaigns.create(caller, form);
  }

  @Get('letter-campaigns/:id')
  @Requires('letters.read')
  @ApiOperation({ operationId: 'getLetterCampaign', summary: 'One campaign' })
  @ApiOkResponse({ type: LetterCampaignResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<LetterCampaignResource> {
    return this.campaigns.find(caller, id);
  }

  @Patch('letter-campaigns/:id')
  @Requires('letters.write')
  @ApiOperation({ operationId: 'changeLetterCampaign', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: LetterCampaignResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: LetterCampaignChanges,
  ): Promise<LetterCampaignResource> {
    return this.campaigns.change(caller, id, form);
  }

  @Post('letter-campaigns/:id/publication')
  @Requires('letters.write')
  @ApiOperation({ operationId: 'publishLetterCampaign', summary: 'Opens it, also again after it was closed' })
  @ApiCreatedResponse({ type: LetterCampaignResource })
  publish(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<LetterCampaignResource> {
    return this.campaigns.publish(caller, id);
  }

  @Post('letter-campaigns/:id/closure')
  @Requires('letters.write')
  @ApiOperation({ operationId: 'closeLetterCampaign', summary: 'Takes no more letters' })
  @ApiCreatedResponse({ type: LetterCampaignResource })
  close(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<LetterCampaignResource> {
    return this.campaigns.close(caller, id);
  }

  @Get('letter-campaigns/:id/letters')
  @Requires('letters.read')
  @ApiOperation({
    operationId: 'listLetters',
    summary: 'Letters of a campaign, each with its state per official',
  })
  @ApiOkResponse({ type: LetterPage })
  @AsFile(LETTER_FILE)
  letters(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<LetterPage> {
    return this.lists.letters(caller, id, query);
  }

  @Post('target-counts')
  @HttpCode(200)
  @Requires('letters.read')
  @ApiOperation({ operationId: 'countTargets', summary: 'Whom a rule means today' })
  @ApiOkResponse({ type: TargetCount })
  count(@CurrentCaller() caller: Caller, @Body() { targets }: TargetCheck): Promise<TargetCount> {
    return this.lists.targets(caller, targets);
  }
}

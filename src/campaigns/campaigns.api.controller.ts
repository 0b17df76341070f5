import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { CampaignChanges } from './campaign-changes.access.js';
import { CampaignQuery, NewCampaign } from './campaigns.forms.js';
import { CampaignList, CampaignResource, CAMPAIGN_FILE } from './campaigns.resources.js';
import { Campaigns } from './campaigns.service.js';

@ApiTags('campaigns')
@Controller('api/v1/campaigns')
export class CampaignsApiController {
  constructor(private readonly campaigns: Campaigns) {}

  @Get()
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'listCampaigns',
    summary: 'Campaigns of the organizations you work for and those their networks have published',
  })
  @ApiOkResponse({ type: CampaignList })
  @AsFile(CAMPAIGN_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: CampaignQuery): Promise<CampaignList> {
    return this.campaigns.list(caller, query);
  }

  @Post()
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'createCampaign', summary: 'Drafts a campaign' })
  @ApiCreatedResponse({ type: CampaignResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewCampaign): Promise<CampaignResource> {
    return this.campaigns.create(caller, form);
  }

  @Get(':id')
  @Requires('campaigns.read')
  @ApiOperation({ operationId: 'getCampaign', summary: 'One campaign' })
  @ApiOkResponse({ type: CampaignResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CampaignResource> {
    return this.campaigns.find(caller, id);
  }

  @Patch(':id')
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'changeCampaign', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: CampaignResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CampaignChanges,
  ): Promise<CampaignResource> {
    return this.campaigns.change(caller, id, form);
  }

  @Post(':id/publication')
  @HttpCode(200)
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'publishCampaign', summary: 'Opens its public page' })
  @ApiOkResponse({ type: CampaignResource })
  publish(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CampaignResource> {
    return this.campaigns.publish(caller, id);
  }

  @Post(':id/ending')
  @HttpCode(200)
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'endCampaign', summary: 'Ends it; its page says what came of it' })
  @ApiOkResponse({ type: CampaignResource })
  end(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CampaignResource> {
    return this.campaigns.end(caller, id);
  }
}

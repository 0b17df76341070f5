import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { CampaignActionsResource, CampaignPreviewResource } from './campaign-actions.resources.js';
import { CampaignActions } from './campaign-actions.service.js';
import { CampaignPages } from './campaign-page.service.js';
import { CampaignPreview } from './campaigns.forms.js';

/** What of a campaign needs every feature to be seen. */
@ApiTags('campaigns')
@Controller('api/v1/campaigns')
export class CampaignActionsApiController {
  constructor(
    private readonly actions: CampaignActions,
    private readonly pages: CampaignPages,
  ) {}

  @Get(':id/actions')
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'listCampaignActions',
    summary: 'Petitions, events and letters of a campaign, with their figures',
  })
  @ApiOkResponse({ type: CampaignActionsResource })
  list(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CampaignActionsResource> {
    return this.actions.of(caller, id);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @Requires('campaigns.read')
  @ApiOperation({ operationId: 'previewCampaign', summary: 'The public page with what stands in the editor' })
  @ApiOkResponse({ type: CampaignPreviewResource })
  async preview(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CampaignPreview,
  ): Promise<CampaignPreviewResource> {
    return { html: await this.pages.preview(caller, id, form) };
  }
}

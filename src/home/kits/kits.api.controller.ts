import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { KitCopying } from './kit-copying.service.js';
import { KitFiguresList } from './kit-figures.resources.js';
import { KitFigures } from './kit-figures.service.js';
import { KitPublishing } from './kit-publishing.service.js';
import { KitUpdate, NewKitCopy, NewKitPiece, NewKitVersion } from './kits.forms.js';
import {
  CampaignKitList,
  CampaignKitResource,
  CampaignKitStanding,
  KitCopyLink,
  NewActionOfKit,
} from './kits.resources.js';

@ApiTags('campaigns')
@Controller('api/v1')
export class KitsApiController {
  constructor(
    private readonly publishing: KitPublishing,
    private readonly copying: KitCopying,
    private readonly kitFigures: KitFigures,
  ) {}

  @Get('campaign-kits')
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'listCampaignKits',
    summary: 'Kits that your networks offer, each in its newest version',
  })
  @ApiOkResponse({ type: CampaignKitList })
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<CampaignKitList> {
    return this.copying.list(caller, query);
  }

  @Get('campaign-kits/:id')
  @Requires('campaigns.read')
  @ApiOperation({ operationId: 'getCampaignKit', summary: 'One kit, in its newest version' })
  @ApiOkResponse({ type: CampaignKitResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CampaignKitResource> {
    return this.copying.find(caller, id);
  }

  @Get('campaign-kits/:id/figures')
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'getCampaignKitFigures',
    summary: 'What came of the copies of your network’s kit, chapter by chapter and never person by person',
  })
  @ApiOkResponse({ type: KitFiguresList })
  figures(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<KitFiguresList> {
    return this.kitFigures.of(caller, id);
  }

  @Post('campaign-kits/:id/copies')
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'copyCampaignKit',
    summary: 'Drafts a campaign of a chapter’s own with the words of the kit; 409 where it has one',
  })
  @ApiCreatedResponse({ type: KitCopyLink })
  copy(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewKitCopy,
  ): Promise<KitCopyLink> {
    return this.copying.copy(caller, id, form.owner_id);
  }

  @Get('campaigns/:id/kit')
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'getCampaignKitStanding',
    summary: 'What a campaign has to do with a kit: offered as one, or copied from one',
  })
  @ApiOkResponse({ type: CampaignKitStanding })
  async standing(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<CampaignKitStanding> {
    return {
      publishing: await this.publishing.of(caller, id),
      copy: await this.copying.of(caller, id),
    };
  }

  @Post('campaigns/:id/kit-versions')
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'publishCampaignKit',
    summary: 'Publishes the next version of the kit; 409 where nothing is different',
  })
  @ApiCreatedResponse({ type: CampaignKitStanding })
  async publish(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewKitVersion,
  ): Promise<CampaignKitStanding> {
    await this.publishing.publish(caller, id, form.pieces);
    return this.standing(caller, id);
  }

  @Post('campaigns/:id/kit-pieces')
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'makeKitPiece',
    summary: 'Drafts a petition, an event or a letter of your own from a piece of the kit; once each',
  })
  @ApiCreatedResponse({ type: NewActionOfKit })
  make(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewKitPiece,
  ): Promise<NewActionOfKit> {
    return this.copying.make(caller, id, form.piece_id);
  }

  @Post('campaigns/:id/kit-updates')
  @HttpCode(200)
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'decideKitUpdate',
    summary: 'Takes or passes over what a newer version says; what you wrote yourself stays either way',
  })
  @ApiOkResponse({ type: CampaignKitStanding })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: KitUpdate,
  ): Promise<CampaignKitStanding> {
    await this.copying.update(caller, id, form);
    return this.standing(caller, id);
  }
}

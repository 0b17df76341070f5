import { Body, Controller, Delete, HttpCode, Param, Patch, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { TakesFile, type Upload, UploadedFile } from '../../platform/http/upload.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { PartnerRecord } from '../partners.resources.js';
import { OwnListing, ProfileChanges } from './profile.forms.js';
import { Profiles } from './profiles.service.js';

/** The same partner from the other side: its own people say how it is presented. */
@ApiTags('partners')
@Controller('api/v1/partners/:id/profile')
@Requires('partner.profile')
export class ProfilesApiController {
  constructor(private readonly profiles: Profiles) {}

  @Patch()
  @ApiOperation({ operationId: 'changeProfile', summary: 'Changes how your organization presents itself' })
  @ApiOkResponse({ type: PartnerRecord })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ProfileChanges,
  ): Promise<PartnerRecord> {
    return this.profiles.change(caller, id, form);
  }

  @Put('listing')
  @ApiOperation({
    operationId: 'setOwnListing',
    summary: 'Agrees that your organization stands in the public directory, or takes it back',
  })
  @ApiOkResponse({ type: PartnerRecord })
  setListing(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: OwnListing,
  ): Promise<PartnerRecord> {
    return this.profiles.setListing(caller, id, form);
  }

  @Put('logo')
  @TakesFile()
  @ApiOperation({
    operationId: 'setOwnLogo',
    summary: 'Takes a PNG, JPEG or WebP of at most 4 MB; it is written anew, without metadata',
  })
  @ApiOkResponse({ type: PartnerRecord })
  setLogo(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @UploadedFile() upload: Upload,
  ): Promise<PartnerRecord> {
    return this.profiles.setLogo(caller, id, upload);
  }

  @Delete('logo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removeOwnLogo', summary: 'Takes your logo away' })
  @ApiOkResponse({ type: PartnerRecord })
  removeLogo(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PartnerRecord> {
    return this.profiles.removeLogo(caller, id);
  }
}

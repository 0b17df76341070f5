import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { type FileAnswer } from '../platform/http/answers.js';
import { TakesFile, type Upload, UploadedFile } from '../platform/http/upload.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { Logos } from './logos.service.js';
import { PartnerRecord } from './partners.resources.js';

@ApiTags('partners')
@Controller('api/v1/partners/:id/logo')
export class LogosApiController {
  constructor(private readonly logos: Logos) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getPartnerLogo', summary: 'The logo as PNG' })
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  show(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<FileAnswer> {
    return this.logos.show(caller, id);
  }

  @Put()
  @Requires('partners.write')
  @TakesFile()
  @ApiOperation({
    operationId: 'setPartnerLogo',
    summary: 'Takes a PNG, JPEG or WebP of at most 4 MB; it is written anew, without metadata',
  })
  @ApiOkResponse({ type: PartnerRecord })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @UploadedFile() upload: Upload,
  ): Promise<PartnerRecord> {
    return this.logos.put(caller, id, upload);
  }

  @Delete()
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'removePartnerLogo', summary: 'Takes the logo away' })
  @ApiOkResponse({ type: PartnerRecord })
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PartnerRecord> {
    return this.logos.remove(caller, id);
  }
}

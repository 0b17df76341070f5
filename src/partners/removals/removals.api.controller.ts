import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { RemovalWord } from './removals.forms.js';
import { RemovalNoticeList, RemovalNoticeRecord, REMOVAL_FILE } from './removals.resources.js';
import { Removals } from './removals.service.js';

@ApiTags('partners')
@Controller('api/v1/removal-notices')
export class RemovalsApiController {
  constructor(private readonly removals: Removals) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listRemovalNotices',
    summary: 'Which partners were told to remove people, and whether they said that they did',
  })
  @ApiOkResponse({ type: RemovalNoticeList })
  @AsFile(REMOVAL_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<RemovalNoticeList> {
    return this.removals.list(caller, query);
  }

  @Get(':id')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getRemovalNotice', summary: 'One notice, and whom it concerns' })
  @ApiOkResponse({ type: RemovalNoticeRecord })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<RemovalNoticeRecord> {
    return this.removals.record(caller, id);
  }

  @Post(':id/acknowledgement')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'acknowledgeRemovalNotice',
    summary: 'Writes down that the partner told staff that it removed them',
  })
  @ApiOkResponse({ type: RemovalNoticeRecord })
  acknowledge(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: RemovalWord,
  ): Promise<RemovalNoticeRecord> {
    return this.removals.noteWord(caller, id, form);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { SuppressionListing } from './suppression-list.service.js';
import {
  NewSuppressionForm,
  SuppressionList,
  SuppressionQuery,
  SUPPRESSION_FILE,
} from './suppressions.forms.js';

@ApiTags('mailings')
@Controller('api/v1/suppressions')
export class SuppressionsApiController {
  constructor(private readonly listing: SuppressionListing) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'listSuppressions', summary: 'Addresses that get no mailing, newest first' })
  @ApiOkResponse({ type: SuppressionList })
  @AsFile(SUPPRESSION_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: SuppressionQuery): Promise<SuppressionList> {
    return this.listing.list(caller, query);
  }

  @Post()
  @HttpCode(204)
  @Requires('suppressions.write')
  @ApiOperation({ operationId: 'addSuppression', summary: 'Sends an address no more mailings' })
  @ApiNoContentResponse()
  add(@CurrentCaller() caller: Caller, @Body() form: NewSuppressionForm): Promise<void> {
    return this.listing.add(caller, form);
  }

  @Post(':id/lifting')
  @HttpCode(204)
  @Requires('suppressions.write')
  @ApiOperation({
    operationId: 'liftSuppression',
    summary: 'Lifts what staff or a bounce said; 409 for what the person said',
  })
  @ApiNoContentResponse()
  lift(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.listing.lift(caller, id);
  }
}

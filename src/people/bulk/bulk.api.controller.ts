import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { WarnsOfStatus } from '../safety/status-warnings.access.js';
import { BulkChange, BulkQuestion } from './bulk.forms.js';
import { BulkPreview, BulkResource } from './bulk.resources.js';
import { BulkChanges } from './bulk-changes.service.js';

@ApiTags('people')
@Requires('people.write')
@Controller('api/v1/bulk-changes')
export class BulkApiController {
  constructor(private readonly bulk: BulkChanges) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewBulkChange',
    summary: 'How many people it would change; changes nobody',
  })
  @ApiOkResponse({ type: BulkPreview })
  preview(@CurrentCaller() caller: Caller, @Body() question: BulkQuestion): Promise<BulkPreview> {
    return this.bulk.preview(caller, question);
  }

  @WarnsOfStatus('tag', 'value')
  @Post()
  @ApiOperation({
    operationId: 'changeInBulk',
    summary: 'Changes many people alike, with a reason; undone by its batch within thirty days',
  })
  @ApiCreatedResponse({ type: BulkResource })
  change(@CurrentCaller() caller: Caller, @Body() form: BulkChange): Promise<BulkResource> {
    return this.bulk.change(caller, form);
  }
}

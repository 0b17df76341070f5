import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Batches } from '../batches.service.js';
import { BatchesQuery } from './batches.forms.js';
import { BatchList, BatchResource, LeftList } from './batches.resources.js';

@ApiTags('people')
@Requires('people.write')
@Controller('api/v1/change-batches')
export class BatchesApiController {
  constructor(private readonly batches: Batches) {}

  @Get()
  @ApiOperation({ operationId: 'listBatches', summary: 'Imports, bulk changes and merges, newest first' })
  @ApiOkResponse({ type: BatchList })
  list(@CurrentCaller() caller: Caller, @Query() query: BatchesQuery): Promise<BatchList> {
    return this.batches.list(caller, query);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'getBatch', summary: 'One of them, and until when it can be undone' })
  @ApiOkResponse({ type: BatchResource })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<BatchResource> {
    return this.batches.record(caller, id);
  }

  @Get(':id/left')
  @ApiOperation({
    operationId: 'listLeft',
    summary: 'What its undo left as it is, because it was changed since',
  })
  @ApiOkResponse({ type: LeftList })
  left(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<LeftList> {
    return this.batches.left(caller, id);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @ApiOperation({ operationId: 'undoBatch', summary: 'Undoes it, within thirty days' })
  @ApiOkResponse({ type: BatchResource })
  undo(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<BatchResource> {
    return this.batches.undo(caller, id);
  }
}

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { BatchResource } from '../batches/batches.resources.js';
import { Batches } from '../batches.service.js';
import { Duplicates } from '../duplicates.service.js';
import { Merging } from '../merging.service.js';
import { LookAlikesQuery } from './duplicates.forms.js';
import { DuplicateList, LookAlikeList, DUPLICATE_FILE } from './duplicates.resources.js';
import { DuplicatesQuery, MergeForm } from './merging.forms.js';

@ApiTags('people')
@Requires('people.write')
@Controller('api/v1')
export class MergingApiController {
  constructor(
    private readonly duplicates: Duplicates,
    private readonly merging: Merging,
    private readonly batches: Batches,
  ) {}

  @Get('duplicates')
  @ApiOperation({ operationId: 'listDuplicates', summary: 'People who may be one human, the surest first' })
  @ApiOkResponse({ type: DuplicateList })
  @AsFile(DUPLICATE_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: DuplicatesQuery): Promise<DuplicateList> {
    return this.duplicates.list(caller, query);
  }

  @Post('duplicates/:id/dismissal')
  @HttpCode(204)
  @ApiOperation({ operationId: 'dismissDuplicate', summary: 'They are two; it is not suggested again' })
  @ApiNoContentResponse()
  dismiss(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.duplicates.dismiss(caller, id);
  }

  @Get('look-alikes')
  @ApiOperation({
    operationId: 'listLookAlikes',
    summary: 'Whom you see that somebody may be who is about to be added; five at most',
  })
  @ApiOkResponse({ type: LookAlikeList })
  lookAlikes(@CurrentCaller() caller: Caller, @Query() query: LookAlikesQuery): Promise<LookAlikeList> {
    return this.duplicates.lookAlikes(caller, query);
  }

  @Post('people/:id/merges')
  @ApiOperation({
    operationId: 'mergePeople',
    summary: 'Merges another record into this one; undone by its batch for thirty days',
  })
  @ApiCreatedResponse({ type: BatchResource })
  async merge(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: MergeForm,
  ): Promise<BatchResource> {
    const { batchId } = await this.merging.merge(caller, id, form);
    return this.batches.record(caller, batchId);
  }
}

import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiExtraModels,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { Choices } from './choices.service.js';
import { Counting } from './counting.service.js';
import { FILTER_MODELS } from './filter.access.js';
import {
  CountQuestion,
  SegmentFieldsQuery,
  NewSegment,
  SegmentChanges,
  SegmentQuery,
} from './segments.forms.js';
import {
  CountResource,
  FieldsResource,
  SegmentList,
  SegmentResource,
  SEGMENT_FILE,
} from './segments.resources.js';
import { Segments } from './segments.service.js';
import { WarnsOfStatus } from '../people/safety/status-warnings.access.js';

@ApiTags('segments')
@ApiExtraModels(...FILTER_MODELS)
@Controller('api/v1/segments')
export class SegmentsApiController {
  constructor(
    private readonly segments: Segments,
    private readonly counting: Counting,
    private readonly choices: Choices,
  ) {}

  @Get()
  @Requires('people.read')
  @ApiOperation({ operationId: 'listSegments', summary: 'Saved questions about people, by name' })
  @ApiOkResponse({ type: SegmentList })
  @AsFile(SEGMENT_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: SegmentQuery): Promise<SegmentList> {
    return this.segments.list(caller, query);
  }

  @WarnsOfStatus('name')
  @Post()
  @Requires('segments.write')
  @ApiOperation({ operationId: 'createSegment', summary: 'Saves a filter under a name' })
  @ApiCreatedResponse({ type: SegmentResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewSegment): Promise<SegmentResource> {
    return this.segments.create(caller, form);
  }

  @Get('fields')
  @Requires('people.read')
  @ApiOperation({
    operationId: 'listSegmentFields',
    summary: 'What a filter can ask, and what there is to choose',
  })
  @ApiOkResponse({ type: FieldsResource })
  fields(
    @CurrentCaller() caller: Caller,
    @Query() { owner_id }: SegmentFieldsQuery,
  ): Promise<FieldsResource> {
    return this.choices.fields(caller, owner_id);
  }

  @Post('count')
  @HttpCode(200)
  @Requires('people.read')
  @ApiOperation({
    operationId: 'countSegment',
    summary: 'How many people a filter finds, saved or not: exactly, or about where that takes too long',
  })
  @ApiOkResponse({ type: CountResource })
  count(@CurrentCaller() caller: Caller, @Body() question: CountQuestion): Promise<CountResource> {
    return this.counting.count(caller, question);
  }

  @Get(':id')
  @Requires('people.read')
  @ApiOperation({ operationId: 'getSegment', summary: 'One segment with its filter' })
  @ApiOkResponse({ type: SegmentResource })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SegmentResource> {
    return this.segments.record(caller, id);
  }

  @WarnsOfStatus('name')
  @Patch(':id')
  @Requires('segments.write')
  @ApiOperation({ operationId: 'changeSegment', summary: 'Changes what is given' })
  @ApiOkResponse({ type: SegmentResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() changes: SegmentChanges,
  ): Promise<SegmentResource> {
    return this.segments.change(caller, id, changes);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('segments.write')
  @ApiOperation({
    operationId: 'removeSegment',
    summary: 'Takes it off the list; mailings and segments made of it stay as they are',
  })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.segments.remove(caller, id);
  }
}

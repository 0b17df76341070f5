import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { NewTopic, TopicChanges } from './topics.forms.js';
import { TopicList, TopicResource, TOPIC_FILE } from './topics.resources.js';
import { TopicSettings } from './topic-settings.service.js';

@ApiTags('settings')
@Controller('api/v1/topics')
export class TopicsApiController {
  constructor(private readonly topics: TopicSettings) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({ operationId: 'listTopics', summary: 'What mail and actions of the network may be about' })
  @ApiOkResponse({ type: TopicList })
  @AsFile(TOPIC_FILE)
  list(@CurrentCaller() caller: Caller): Promise<TopicList> {
    return this.topics.list(caller);
  }

  @Post()
  @Requires('network.settings')
  @ApiOperation({ operationId: 'createTopic', summary: 'Adds a topic' })
  @ApiCreatedResponse({ type: TopicResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewTopic): Promise<TopicResource> {
    return this.topics.create(caller, form);
  }

  @Patch(':id')
  @Requires('network.settings')
  @ApiOperation({
    operationId: 'changeTopic',
    summary: 'Names a topic anew, puts it away or takes it up again',
  })
  @ApiOkResponse({ type: TopicResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TopicChanges,
  ): Promise<TopicResource> {
    return this.topics.change(caller, id, form);
  }
}

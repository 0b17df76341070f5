import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  NewStoryRelease,
  NewStoryUse,
  Stories,
  STORY_FILE,
  StoryList,
  StoryQuery,
  StoryResource,
} from '../../people/stories.service.js';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { StoryDesk } from './story-desk.service.js';

@ApiTags('stories')
@Controller('api/v1')
@Requires('people.write')
export class StoriesApiController {
  constructor(
    private readonly stories: Stories,
    private readonly desk: StoryDesk,
  ) {}

  @Get('stories')
  @ApiOperation({
    operationId: 'listStories',
    summary: 'What people let be told of them; what ends first comes first',
  })
  @ApiOkResponse({ type: StoryList })
  @AsFile(STORY_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: StoryQuery): Promise<StoryList> {
    return this.stories.list(caller, query);
  }

  @Get('stories/:id')
  @ApiOperation({ operationId: 'getStory', summary: 'A release with where it is published' })
  @ApiOkResponse({ type: StoryResource })
  get(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StoryResource> {
    return this.stories.record(caller, id);
  }

  @Post('people/:id/stories')
  @ApiOperation({
    operationId: 'giveStory',
    summary: 'Writes down a release; the person is mailed a link that ends it',
  })
  @ApiCreatedResponse({ type: StoryResource })
  give(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewStoryRelease,
  ): Promise<StoryResource> {
    return this.desk.give(caller, id, form);
  }

  @Post('stories/:id/link')
  @HttpCode(204)
  @ApiOperation({ operationId: 'mailStoryLink', summary: 'Mails the person the link that ends it' })
  @ApiNoContentResponse()
  mailLink(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.desk.mailLink(caller, id);
  }

  @Post('stories/:id/revocation')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'endStory',
    summary: 'Ends it at once: off our pages now, and a task for each place elsewhere',
  })
  @ApiOkResponse({ type: StoryResource })
  end(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StoryResource> {
    return this.stories.end(caller, id);
  }

  @Post('stories/:id/uses')
  @ApiOperation({
    operationId: 'publishStory',
    summary: 'Shows it on our page, or notes where else it stands',
  })
  @ApiCreatedResponse({ type: StoryResource })
  publish(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewStoryUse,
  ): Promise<StoryResource> {
    return this.stories.publish(caller, id, form);
  }

  @Post('story-uses/:id/removal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'takeStoryDown', summary: 'It stands there no longer' })
  @ApiOkResponse({ type: StoryResource })
  takeDown(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StoryResource> {
    return this.stories.takeDown(caller, id);
  }
}

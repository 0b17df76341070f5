import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { MediaMentionQuery, NewMediaMention } from './media-mentions.forms.js';
import { type MediaMention, MediaMentions } from './media-mentions.service.js';

class MediaMentionResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  title: string;
  @ApiProperty()
  outlet: string;
  @ApiProperty()
  url: string;
  @ApiProperty({ format: 'date' })
  published_on: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  campaign_id: string | null;

  static from({ publishedOn, campaignId, ...it }: MediaMention): MediaMentionResource {
    return { ...it, published_on: publishedOn, campaign_id: campaignId };
  }
}

class MediaMentionList {
  @ApiProperty({ type: [MediaMentionResource] })
  data: MediaMentionResource[];
}

@ApiTags('media mentions')
@Controller('api/v1/media-mentions')
export class MediaMentionsApiController {
  constructor(private readonly mentions: MediaMentions) {}

  @Get()
  @Requires('campaigns.read')
  @ApiOperation({ operationId: 'listMediaMentions', summary: "A chapter's media mentions, newest first" })
  @ApiOkResponse({ type: MediaMentionList })
  async list(@CurrentCaller() caller: Caller, @Query() query: MediaMentionQuery): Promise<MediaMentionList> {
    const found = await this.mentions.list(caller, query.chapter_id);
    return { data: found.map((each) => MediaMentionResource.from(each)) };
  }

  @Post()
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'addMediaMention',
    summary: "Adds a media mention to the chapter's public page",
  })
  @ApiCreatedResponse({ type: MediaMentionResource })
  async add(@CurrentCaller() caller: Caller, @Body() form: NewMediaMention): Promise<MediaMentionResource> {
    const { chapter_id, published_on: publishedOn, campaign_id: campaignId = null, ...rest } = form;
    const mention = { ...rest, publishedOn, campaignId };
    return MediaMentionResource.from(await this.mentions.add(caller, chapter_id, mention));
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'removeMediaMention', summary: 'Takes a media mention off the page' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.mentions.remove(caller, id);
  }
}

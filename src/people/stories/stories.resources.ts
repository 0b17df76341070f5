import { ApiProperty } from '@nestjs/swagger';
import { type ListFile } from '../../staff/audit/list-file.access.js';
import {
  STORY_AUDIENCES,
  STORY_CHANNELS,
  STORY_PLACES,
  STORY_SCOPES,
  STORY_STATES,
  STORY_USE_STATES,
  type StoryPlace,
  type StoryRelease,
  type StoryState,
  type StoryUse,
  type StoryUseState,
} from './story.js';

class StoryUseResource implements StoryUse {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ enum: STORY_PLACES })
  kind: StoryPlace;
  @ApiProperty()
  place: string;
  @ApiProperty()
  url: string;
  @ApiProperty({ enum: STORY_USE_STATES })
  state: StoryUseState;
  @ApiProperty({ format: 'date-time' })
  published_at: string;
}

export class StoryResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ format: 'uuid' })
  person_id: string;
  @ApiProperty()
  person_name: string;
  @ApiProperty()
  title: string;
  @ApiProperty({ enum: STORY_SCOPES, isArray: true })
  scope: StoryRelease['scope'];
  @ApiProperty({ enum: STORY_AUDIENCES, isArray: true })
  audiences: StoryRelease['audiences'];
  @ApiProperty({ enum: STORY_CHANNELS, isArray: true })
  channels: StoryRelease['channels'];
  @ApiProperty()
  body: string;
  @ApiProperty()
  language: string;
  @ApiProperty({ description: 'SHA-256 of the words, or of the file that was agreed; hexadecimal' })
  content_hash: string;
  @ApiProperty()
  attribution: string;
  @ApiProperty({ format: 'date' })
  risk_checked_on: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  coached_on: string | null;
  @ApiProperty()
  given_by: string;
  @ApiProperty({ format: 'date' })
  starts_on: string;
  @ApiProperty({ format: 'date' })
  ends_on: string;
  @ApiProperty({ enum: STORY_STATES })
  state: StoryState;
  @ApiProperty({ type: [StoryUseResource] })
  uses: StoryUseResource[];

  static from(it: StoryRelease): StoryResource {
    const { id, title, scope, audiences, channels, body, language, attribution, state } = it;
    return {
      ...{ id, title, scope, audiences, channels, body, language, attribution, state },
      owner_id: it.ownerId,
      owner_name: it.ownerName,
      person_id: it.personId,
      person_name: it.personName,
      content_hash: it.contentHash,
      risk_checked_on: it.riskCheckedOn,
      coached_on: it.coachedOn,
      given_by: it.givenBy,
      starts_on: it.startsOn,
      ends_on: it.endsOn,
      uses: it.uses.map((use) => ({ ...use, published_at: new Date(use.published_at).toISOString() })),
    };
  }
}

export class StoryList {
  @ApiProperty({ type: [StoryResource] })
  data: StoryResource[];
  @ApiProperty({ type: String, nullable: true, description: 'Null on the last page' })
  next: string | null;
}

export const STORY_FILE: ListFile<StoryResource> = {
  noun: 'stories',
  ownerOf: (it) => it.owner_id,
  columns: {
    Story: (it) => it.title,
    Of: (it) => it.owner_name,
    'Given by': (it) => it.given_by,
    'Credited as': (it) => it.attribution,
    State: (it) => it.state,
    Scope: (it) => [it.scope].flat().join(', '),
    Audiences: (it) => it.audiences.join(', '),
    Channels: (it) => it.channels.join(', '),
    From: (it) => it.starts_on,
    Until: (it) => it.ends_on,
    'Used in': (it) => it.uses.length,
  },
};

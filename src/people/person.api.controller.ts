import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { AttestedConsent, NewNote, TagName } from './people.forms.js';
import { PersonResource } from './people.resources.js';
import { PersonDetails } from './person-details.service.js';
import { Tags } from './tags.service.js';
import { WarnsOfStatus } from './safety/status-warnings.access.js';

/** What an organization thinks and knows of one person. Every answer is the record as it is then. */
@ApiTags('people')
@Requires('people.write')
@Controller('api/v1/people/:id')
export class PersonApiController {
  constructor(
    private readonly details: PersonDetails,
    private readonly tags: Tags,
  ) {}

  @WarnsOfStatus('name')
  @Post('tags')
  @ApiOperation({ operationId: 'addTag', summary: 'Gives them a tag, made where there is none of this name' })
  @ApiCreatedResponse({ type: PersonResource })
  addTag(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TagName,
  ): Promise<PersonResource> {
    return this.tags.add(caller, id, form.name);
  }

  @Delete('tags/:tagId')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removeTag', summary: 'Takes a tag away' })
  @ApiOkResponse({ type: PersonResource })
  removeTag(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('tagId', IdPipe) tagId: string,
  ): Promise<PersonResource> {
    return this.tags.remove(caller, id, tagId);
  }

  @WarnsOfStatus('body')
  @Post('notes')
  @ApiOperation({ operationId: 'addNote', summary: 'Writes a note; it stands in the timeline' })
  @ApiCreatedResponse({ type: PersonResource })
  addNote(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewNote,
  ): Promise<PersonResource> {
    return this.details.addNote(caller, id, form.body);
  }

  @Post('consents')
  @ApiOperation({ operationId: 'attestConsent', summary: 'Records what they told you, with where and how' })
  @ApiCreatedResponse({ type: PersonResource })
  attest(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: AttestedConsent,
  ): Promise<PersonResource> {
    return this.details.attest(caller, id, form);
  }
}

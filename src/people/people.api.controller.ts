import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { FileAnswer } from '../platform/http/answers.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { PeopleExport } from './people-export.service.js';
import { NewPerson, PeopleQuery, PersonFacts, Tagging, TagQuery } from './people.forms.js';
import { PersonList, PersonResource, TaggingResource, TagList } from './people.resources.js';
import { People } from './people.service.js';
import { Tags } from './tags.service.js';
import { WarnsOfStatus } from './safety/status-warnings.access.js';

@ApiTags('people')
@Controller('api/v1')
export class PeopleApiController {
  constructor(
    private readonly people: People,
    private readonly tags: Tags,
    private readonly exporting: PeopleExport,
  ) {}

  @Get('people')
  @Requires('people.read')
  @ApiOperation({ operationId: 'listPeople', summary: 'People of the organizations you work for' })
  @ApiOkResponse({ type: PersonList })
  list(@CurrentCaller() caller: Caller, @Query() query: PeopleQuery): Promise<PersonList> {
    return this.people.list(caller, query);
  }

  @Get('people.csv')
  @Requires('people.export')
  @ApiOperation({ operationId: 'exportPeople', summary: 'The same list as a file' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string' } } } })
  csv(@CurrentCaller() caller: Caller, @Query() query: PeopleQuery): Promise<FileAnswer> {
    return this.exporting.csv(caller, query);
  }

  @Post('people')
  @Requires('people.write')
  @ApiOperation({ operationId: 'createPerson', summary: 'Adds somebody; an email is not needed' })
  @ApiCreatedResponse({ type: PersonResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewPerson): Promise<PersonResource> {
    return this.people.create(caller, form);
  }

  @Get('people/:id')
  @Requires('people.read')
  @ApiOperation({ operationId: 'getPerson', summary: 'One person with their details' })
  @ApiOkResponse({ type: PersonResource })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PersonResource> {
    return this.people.record(caller, id);
  }

  @Patch('people/:id')
  @Requires('people.write')
  @ApiOperation({ operationId: 'changePerson', summary: 'Changes what is given' })
  @ApiOkResponse({ type: PersonResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: PersonFacts,
  ): Promise<PersonResource> {
    return this.people.change(caller, id, form);
  }

  @Get('tags')
  @Requires('people.read')
  @ApiOperation({ operationId: 'listTags', summary: 'Tags with how many people carry each' })
  @ApiOkResponse({ type: TagList })
  async listTags(@CurrentCaller() caller: Caller, @Query() query: TagQuery): Promise<TagList> {
    return { data: await this.tags.list(caller, query.owner_id ?? null) };
  }

  @WarnsOfStatus('name')
  @Post('taggings')
  @Requires('people.write')
  @ApiOperation({ operationId: 'tagPeople', summary: 'Gives many people one tag' })
  @ApiCreatedResponse({ type: TaggingResource })
  tagMany(@CurrentCaller() caller: Caller, @Body() form: Tagging): Promise<TaggingResource> {
    return this.tags.addToMany(caller, form.person_ids, form.name);
  }
}

import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { AttestedConsent, NewAddress, NewEmail, NewNote, NewPhone, TagName } from './people.forms.js';
import { PersonResource } from './people.resources.js';
import { PersonDetails } from './person-details.service.js';
import { Tags } from './tags.service.js';

/** The lists of one person's record. Every answer is the record as it is then. */
@ApiTags('people')
@Requires('people.write')
@Controller('api/v1/people/:id')
export class PersonApiController {
  constructor(
    private readonly details: PersonDetails,
    private readonly tags: Tags,
  ) {}

  @Post('emails')
  @ApiOperation({
    operationId: 'addEmail',
    summary: 'Adds an email address; the first becomes the primary one',
  })
  @ApiCreatedResponse({ type: PersonResource })
  addEmail(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewEmail,
  ): Promise<PersonResource> {
    return this.details.addEmail(caller, id, form);
  }

  @Post('phones')
  @ApiOperation({ operationId: 'addPhone', summary: 'Adds a telephone number' })
  @ApiCreatedResponse({ type: PersonResource })
  addPhone(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewPhone,
  ): Promise<PersonResource> {
    return this.details.addPhone(caller, id, form);
  }

  @Post('addresses')
  @ApiOperation({ operationId: 'addAddress', summary: 'Adds a postal address' })
  @ApiCreatedResponse({ type: PersonResource })
  addAddress(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewAddress,
  ): Promise<PersonResource> {
    return this.details.addAddress(caller, id, form);
  }

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

  @Post('emails/:emailId/primacy')
  @HttpCode(200)
  @ApiOperation({ operationId: 'makePrimaryEmail', summary: 'Makes it the one that mail goes to' })
  @ApiOkResponse({ type: PersonResource })
  makePrimaryEmail(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('emailId', IdPipe) entryId: string,
  ): Promise<PersonResource> {
    return this.details.makePrimary(caller, id, 'emails', entryId);
  }

  @Delete('emails/:emailId')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removeEmail', summary: 'Takes an email address away' })
  @ApiOkResponse({ type: PersonResource })
  removeEmail(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('emailId', IdPipe) entryId: string,
  ): Promise<PersonResource> {
    return this.details.remove(caller, id, 'emails', entryId);
  }

  @Post('phones/:phoneId/primacy')
  @HttpCode(200)
  @ApiOperation({ operationId: 'makePrimaryPhone', summary: 'Makes it the one that is called' })
  @ApiOkResponse({ type: PersonResource })
  makePrimaryPhone(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('phoneId', IdPipe) entryId: string,
  ): Promise<PersonResource> {
    return this.details.makePrimary(caller, id, 'phones', entryId);
  }

  @Delete('phones/:phoneId')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removePhone', summary: 'Takes a telephone number away' })
  @ApiOkResponse({ type: PersonResource })
  removePhone(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('phoneId', IdPipe) entryId: string,
  ): Promise<PersonResource> {
    return this.details.remove(caller, id, 'phones', entryId);
  }

  @Post('addresses/:addressId/primacy')
  @HttpCode(200)
  @ApiOperation({ operationId: 'makePrimaryAddress', summary: 'Makes it the one that districts follow' })
  @ApiOkResponse({ type: PersonResource })
  makePrimaryAddress(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('addressId', IdPipe) entryId: string,
  ): Promise<PersonResource> {
    return this.details.makePrimary(caller, id, 'addresses', entryId);
  }

  @Delete('addresses/:addressId')
  @HttpCode(200)
  @ApiOperation({ operationId: 'removeAddress', summary: 'Takes a postal address away' })
  @ApiOkResponse({ type: PersonResource })
  removeAddress(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('addressId', IdPipe) entryId: string,
  ): Promise<PersonResource> {
    return this.details.remove(caller, id, 'addresses', entryId);
  }
}

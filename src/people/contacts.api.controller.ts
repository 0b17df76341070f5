import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { AddressChange, EmailChange, NewAddress, NewEmail, NewPhone, PhoneChange } from './contacts.forms.js';
import { Contacts } from './contacts.service.js';
import { PersonResource } from './people.resources.js';

/** The ways to reach one person. Every answer is the record as it is then. */
@ApiTags('people')
@Requires('people.write')
@Controller('api/v1/people/:id')
export class ContactsApiController {
  constructor(private readonly contacts: Contacts) {}

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
    return this.contacts.addEmail(caller, id, form);
  }

  @Post('phones')
  @ApiOperation({ operationId: 'addPhone', summary: 'Adds a telephone number' })
  @ApiCreatedResponse({ type: PersonResource })
  addPhone(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewPhone,
  ): Promise<PersonResource> {
    return this.contacts.addPhone(caller, id, form);
  }

  @Post('addresses')
  @ApiOperation({ operationId: 'addAddress', summary: 'Adds a postal address' })
  @ApiCreatedResponse({ type: PersonResource })
  addAddress(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewAddress,
  ): Promise<PersonResource> {
    return this.contacts.addAddress(caller, id, form);
  }

  @Patch('emails/:emailId')
  @ApiOperation({ operationId: 'changeEmail', summary: 'Changes an email address, its label or its status' })
  @ApiOkResponse({ type: PersonResource })
  changeEmail(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('emailId', IdPipe) entryId: string,
    @Body() form: EmailChange,
  ): Promise<PersonResource> {
    return this.contacts.changeEmail(caller, id, entryId, form);
  }

  @Patch('phones/:phoneId')
  @ApiOperation({
    operationId: 'changePhone',
    summary: 'Changes a telephone number, its label or its status',
  })
  @ApiOkResponse({ type: PersonResource })
  changePhone(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('phoneId', IdPipe) entryId: string,
    @Body() form: PhoneChange,
  ): Promise<PersonResource> {
    return this.contacts.changePhone(caller, id, entryId, form);
  }

  @Patch('addresses/:addressId')
  @ApiOperation({
    operationId: 'changeAddress',
    summary: 'Changes a postal address, its label or its status',
  })
  @ApiOkResponse({ type: PersonResource })
  changeAddress(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('addressId', IdPipe) entryId: string,
    @Body() form: AddressChange,
  ): Promise<PersonResource> {
    return this.contacts.changeAddress(caller, id, entryId, form);
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
    return this.contacts.makePrimary(caller, id, 'email', entryId);
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
    return this.contacts.remove(caller, id, 'email', entryId);
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
    return this.contacts.makePrimary(caller, id, 'phone', entryId);
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
    return this.contacts.remove(caller, id, 'phone', entryId);
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
    return this.contacts.makePrimary(caller, id, 'address', entryId);
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
    return this.contacts.remove(caller, id, 'address', entryId);
  }
}

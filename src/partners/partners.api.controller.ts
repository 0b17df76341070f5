import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { AsFile } from '../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import {
  ListingConsent,
  NewPartner,
  NewPartnerNote,
  NewPartnerRole,
  PartnerChanges,
  PartnerQuery,
  PartnerRoleChanges,
  StatusChange,
} from './partners.forms.js';
import { PartnerPage, PartnerRecord, PARTNER_FILE } from './partners.resources.js';
import { PartnerRoles } from './partner-roles.service.js';
import { Partners } from './partners.service.js';

@ApiTags('partners')
@Controller('api/v1/partners')
export class PartnersApiController {
  constructor(
    private readonly partners: Partners,
    private readonly roles: PartnerRoles,
  ) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({ operationId: 'listPartners', summary: 'Partners of the chapters you work for, by name' })
  @ApiOkResponse({ type: PartnerPage })
  @AsFile(PARTNER_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PartnerQuery): Promise<PartnerPage> {
    return this.partners.list(caller, query);
  }

  @Post()
  @Requires('partners.write')
  @ApiOperation({ operationId: 'createPartner', summary: 'Adds a partner to a chapter, as a prospect' })
  @ApiCreatedResponse({ type: PartnerRecord })
  create(@CurrentCaller() caller: Caller, @Body() form: NewPartner): Promise<PartnerRecord> {
    return this.partners.create(caller, form);
  }

  @Get(':id')
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'getPartner',
    summary: 'One partner in one chapter, with its people and timeline',
  })
  @ApiOkResponse({ type: PartnerRecord })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PartnerRecord> {
    return this.partners.record(caller, id);
  }

  @Patch(':id')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'changePartner', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: PartnerRecord })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: PartnerChanges,
  ): Promise<PartnerRecord> {
    return this.partners.change(caller, id, form);
  }

  @Post(':id/status-changes')
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'changePartnerStatus',
    summary: 'Moves the partner on; 409 where it cannot go there from its present status',
  })
  @ApiCreatedResponse({ type: PartnerRecord })
  changeStatus(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: StatusChange,
  ): Promise<PartnerRecord> {
    return this.partners.changeStatus(caller, id, form);
  }

  @Put(':id/listing-consent')
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'setPartnerListing',
    summary: 'Records that the partner agreed to be listed in public, or took it back',
  })
  @ApiOkResponse({ type: PartnerRecord })
  setListing(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ListingConsent,
  ): Promise<PartnerRecord> {
    return this.partners.setListing(caller, id, form);
  }

  @Post(':id/notes')
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'addPartnerNote',
    summary: "Adds a note. The chapter's own: the partner does not see it",
  })
  @ApiCreatedResponse({ type: PartnerRecord })
  addNote(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewPartnerNote,
  ): Promise<PartnerRecord> {
    return this.partners.addNote(caller, id, form.body);
  }

  @Post(':id/roles')
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'addPartnerRole',
    summary: 'Gives a person of the chapter a role at the partner',
  })
  @ApiCreatedResponse({ type: PartnerRecord })
  addRole(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewPartnerRole,
  ): Promise<PartnerRecord> {
    return this.roles.addRole(caller, id, form);
  }

  @Patch(':id/roles/:roleId')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'changePartnerRole', summary: 'Changes the title or the days of a role' })
  @ApiOkResponse({ type: PartnerRecord })
  changeRole(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('roleId', IdPipe) roleId: string,
    @Body() form: PartnerRoleChanges,
  ): Promise<PartnerRecord> {
    return this.roles.changeRole(caller, id, roleId, form);
  }

  @Delete(':id/roles/:roleId')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'endPartnerRole', summary: 'Ends the role today; it stays in the record' })
  @ApiOkResponse({ type: PartnerRecord })
  endRole(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('roleId', IdPipe) roleId: string,
  ): Promise<PartnerRecord> {
    return this.roles.endRole(caller, id, roleId);
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { GroupChanges, GroupMemberChanges, NewGroup, NewGroupMember, NewGroupNote } from './groups.forms.js';
import {
  WorkingGroupList,
  WorkingGroupRecord,
  WorkingGroupResource,
  GROUP_FILE,
} from './groups.resources.js';
import { WorkingGroups } from './groups.service.js';

@ApiTags('working groups')
@Controller('api/v1/working-groups')
export class GroupsApiController {
  constructor(private readonly groups: WorkingGroups) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({ operationId: 'listWorkingGroups', summary: 'Groups in which you hold a role, by name' })
  @ApiOkResponse({ type: WorkingGroupList })
  @AsFile(GROUP_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<WorkingGroupList> {
    return this.groups.list(caller, query);
  }

  @Post()
  @Requires('staff.manage')
  @ApiOperation({ operationId: 'createWorkingGroup', summary: 'Founds a group, which you then administer' })
  @ApiCreatedResponse({ type: WorkingGroupResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewGroup): Promise<WorkingGroupResource> {
    return this.groups.create(caller, form);
  }

  @Get(':id')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getWorkingGroup', summary: 'One group with its members and notes' })
  @ApiOkResponse({ type: WorkingGroupRecord })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<WorkingGroupRecord> {
    return this.groups.record(caller, id);
  }

  @Patch(':id')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'changeWorkingGroup', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: WorkingGroupRecord })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: GroupChanges,
  ): Promise<WorkingGroupRecord> {
    return this.groups.change(caller, id, form);
  }

  @Post(':id/members')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'addGroupMember',
    summary: 'Brings in a person or a partner; twice is no error',
  })
  @ApiNoContentResponse()
  addMember(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewGroupMember,
  ): Promise<void> {
    return this.groups.addMember(caller, id, form);
  }

  @Patch(':id/members/:memberId')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'changeGroupMember',
    summary: 'Changes the role, or ends the membership on a day',
  })
  @ApiNoContentResponse()
  changeMember(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('memberId', IdPipe) memberId: string,
    @Body() form: GroupMemberChanges,
  ): Promise<void> {
    return this.groups.changeMember(caller, id, memberId, form);
  }

  @Post(':id/notes')
  @HttpCode(204)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'addGroupNote', summary: "Adds a note, the group's own" })
  @ApiNoContentResponse()
  addNote(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() { body }: NewGroupNote,
  ): Promise<void> {
    return this.groups.addNote(caller, id, body);
  }
}

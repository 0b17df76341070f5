import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { SignedIn } from '../../platform/http/access.js';
import { AsFile } from '../audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { GrantForm, InvitationForm, TeamQuery } from './team.forms.js';
import { ROLE_LIST, RoleList, StaffPage, StaffResource, TEAM_FILE } from './team.resources.js';
import { Team } from './team.service.js';

@ApiTags('staff')
@Controller('api/v1')
export class TeamApiController {
  constructor(private readonly team: Team) {}

  @Get('roles')
  @SignedIn()
  @ApiOperation({ operationId: 'listRoles', summary: 'The roles there are, and what each may do' })
  @ApiOkResponse({ type: RoleList })
  roles(): RoleList {
    return ROLE_LIST;
  }

  @Get('staff')
  @Requires('staff.read')
  @ApiOperation({ operationId: 'listStaff', summary: 'Who works for the caller’s organizations, by name' })
  @ApiOkResponse({ type: StaffPage })
  @AsFile(TEAM_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: TeamQuery): Promise<StaffPage> {
    return this.team.list(caller, query);
  }

  @Post('staff')
  @Requires('staff.manage')
  @ApiOperation({
    operationId: 'inviteStaff',
    summary: 'Gives a role to an address, and invites it where it is new',
  })
  @ApiCreatedResponse({ type: StaffResource })
  invite(@CurrentCaller() caller: Caller, @Body() form: InvitationForm): Promise<StaffResource> {
    return this.team.invite(caller, form);
  }

  @Get('staff/:id')
  @Requires('staff.read')
  @ApiOperation({ operationId: 'getStaff', summary: 'One account and its roles' })
  @ApiOkResponse({ type: StaffResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StaffResource> {
    return this.team.find(caller, id);
  }

  @Post('staff/:id/invitation')
  @Requires('staff.manage')
  @ApiOperation({
    operationId: 'inviteStaffAgain',
    summary: 'Sends a new invitation; the one before is void',
  })
  @ApiCreatedResponse({ type: StaffResource })
  inviteAgain(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StaffResource> {
    return this.team.inviteAgain(caller, id);
  }

  @Post('staff/:id/grants')
  @Requires('staff.manage')
  @ApiOperation({ operationId: 'addGrant', summary: 'Gives another role' })
  @ApiCreatedResponse({ type: StaffResource })
  addGrant(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: GrantForm,
  ): Promise<StaffResource> {
    return this.team.addGrant(caller, id, form);
  }

  @Delete('staff/:id/grants/:grantId')
  @Requires('staff.manage')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeGrant', summary: 'Takes a role away' })
  @ApiNoContentResponse()
  removeGrant(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('grantId', IdPipe) grantId: string,
  ): Promise<void> {
    return this.team.removeGrant(caller, id, grantId);
  }

  @Post('staff/:id/suspension')
  @Requires('staff.manage')
  @ApiOperation({ operationId: 'disableStaff', summary: 'Disables the account and signs it out everywhere' })
  @ApiCreatedResponse({ type: StaffResource })
  disable(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StaffResource> {
    return this.team.suspend(caller, id, true);
  }

  @Delete('staff/:id/suspension')
  @Requires('staff.manage')
  @ApiOperation({ operationId: 'enableStaff', summary: 'Enables the account again' })
  @ApiOkResponse({ type: StaffResource })
  enable(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<StaffResource> {
    return this.team.suspend(caller, id, false);
  }
}

import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Approvals } from './approvals.service.js';
import { NewApprovalRequest, ParticipationRulesForm } from './participation.forms.js';
import { CandidateResource } from './candidate-resource.access.js';
import { ParticipationRulesResource } from './participation.resources.js';
import { Participation } from './participation.service.js';

@ApiTags('partners')
@Controller('api/v1')
export class ParticipationApiController {
  constructor(
    private readonly participation: Participation,
    private readonly approvals: Approvals,
  ) {}

  @Get('partners/:id/participation-rules')
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'getParticipationRules',
    summary: 'What the organization may lend its name to, and whom it asks first',
  })
  @ApiOkResponse({ type: ParticipationRulesResource })
  rules(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
  ): Promise<ParticipationRulesResource> {
    return this.participation.rules(caller, id);
  }

  @Put('partners/:id/participation-rules')
  @Requires('participation.write')
  @ApiOperation({
    operationId: 'setParticipationRules',
    summary: 'States them; 409 for a chapter where the organization has an administrator of its own',
  })
  @ApiOkResponse({ type: ParticipationRulesResource })
  setRules(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ParticipationRulesForm,
  ): Promise<ParticipationRulesResource> {
    return this.participation.setRules(caller, id, form);
  }

  @Post('approval-requests')
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'askForApproval',
    summary: 'Asks the organization’s approver about the action’s text as it stands now',
  })
  @ApiCreatedResponse({ type: CandidateResource })
  ask(@CurrentCaller() caller: Caller, @Body() form: NewApprovalRequest): Promise<CandidateResource> {
    return this.approvals.ask(caller, form);
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { ActionQuery } from '../partners/participation/action-query.access.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { ActionTermsForm, CoSponsorAnswer, CoSponsorTerms, NewCoSponsor } from './co-sponsors.forms.js';
import { ActionCoSponsors, CoSponsorResource } from './co-sponsors.resources.js';
import { CoSponsors } from './co-sponsors.service.js';

@ApiTags('co-sponsors')
@Controller('api/v1')
export class CoSponsorsApiController {
  constructor(private readonly coSponsors: CoSponsors) {}

  @Get('co-sponsors')
  @Requires('campaigns.read')
  @ApiOperation({
    operationId: 'getCoSponsors',
    summary: 'Who stands beside an action, and for every partner whether it could',
  })
  @ApiOkResponse({ type: ActionCoSponsors })
  ofAction(@CurrentCaller() caller: Caller, @Query() query: ActionQuery): Promise<ActionCoSponsors> {
    return this.coSponsors.ofAction(caller, { kind: query.action_kind, id: query.action_id });
  }

  @Put('action-terms')
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'setActionTerms',
    summary: 'Says whether an action lobbies, about what, at which level',
  })
  @ApiOkResponse({ type: ActionCoSponsors })
  setTerms(@CurrentCaller() caller: Caller, @Body() form: ActionTermsForm): Promise<ActionCoSponsors> {
    return this.coSponsors.setTerms(caller, form);
  }

  @Post('co-sponsors')
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'inviteCoSponsor',
    summary:
      'Invites a partner to stand beside an action; 409 with the reason where it cannot be named there',
  })
  @ApiCreatedResponse({ type: CoSponsorResource })
  invite(@CurrentCaller() caller: Caller, @Body() form: NewCoSponsor): Promise<CoSponsorResource> {
    return this.coSponsors.invite(caller, form);
  }

  @Patch('co-sponsors/:id')
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'changeCoSponsor', summary: 'Changes how it is named and what it is given' })
  @ApiOkResponse({ type: CoSponsorResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CoSponsorTerms,
  ): Promise<CoSponsorResource> {
    return this.coSponsors.change(caller, id, form);
  }

  @Post('co-sponsors/:id/acceptance')
  @HttpCode(200)
  @Requires('campaigns.write')
  @ApiOperation({
    operationId: 'recordAcceptance',
    summary: 'Records that it accepted, as staff were told; 409 while its approver has not agreed',
  })
  @ApiOkResponse({ type: CoSponsorResource })
  accept(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CoSponsorAnswer,
  ): Promise<CoSponsorResource> {
    return this.coSponsors.record(caller, id, 'accepted', form.answered_by);
  }

  @Post('co-sponsors/:id/refusal')
  @HttpCode(200)
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'recordRefusal', summary: 'Records that it declined, as staff were told' })
  @ApiOkResponse({ type: CoSponsorResource })
  decline(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CoSponsorAnswer,
  ): Promise<CoSponsorResource> {
    return this.coSponsors.record(caller, id, 'declined', form.answered_by);
  }

  @Post('co-sponsors/:id/leaving')
  @HttpCode(200)
  @Requires('campaigns.write')
  @ApiOperation({ operationId: 'recordLeaving', summary: 'Takes it off the action, as staff were told' })
  @ApiOkResponse({ type: CoSponsorResource })
  leave(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CoSponsorAnswer,
  ): Promise<CoSponsorResource> {
    return this.coSponsors.record(caller, id, 'left', form.answered_by);
  }
}

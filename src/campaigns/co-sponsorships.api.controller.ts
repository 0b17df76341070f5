import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../staff/caller.access.js';
import { CoSponsorResource, CoSponsorshipList } from './co-sponsors.resources.js';
import { CoSponsors } from './co-sponsors.service.js';

/** The same from the other side: an organization's own people see what it was invited to, and answer. */
@ApiTags('co-sponsors')
@Controller('api/v1/co-sponsorships')
@Requires('co-sponsors.answer')
export class CoSponsorshipsApiController {
  constructor(private readonly coSponsors: CoSponsors) {}

  @Get()
  @ApiOperation({
    operationId: 'listCoSponsorships',
    summary: 'What your organization was invited to, and stands beside',
  })
  @ApiOkResponse({ type: CoSponsorshipList })
  own(@CurrentCaller() caller: Caller): Promise<CoSponsorshipList> {
    return this.coSponsors.own(caller);
  }

  @Post(':id/acceptance')
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptCoSponsorship', summary: 'Accepts the invitation' })
  @ApiOkResponse({ type: CoSponsorResource })
  accept(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CoSponsorResource> {
    return this.coSponsors.answer(caller, id, 'accepted');
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @ApiOperation({ operationId: 'declineCoSponsorship', summary: 'Declines the invitation' })
  @ApiOkResponse({ type: CoSponsorResource })
  decline(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CoSponsorResource> {
    return this.coSponsors.answer(caller, id, 'declined');
  }

  @Post(':id/leaving')
  @HttpCode(200)
  @ApiOperation({ operationId: 'leaveCoSponsorship', summary: 'Is named no longer, at once' })
  @ApiOkResponse({ type: CoSponsorResource })
  leave(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CoSponsorResource> {
    return this.coSponsors.answer(caller, id, 'left');
  }
}

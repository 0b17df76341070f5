import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { CoSponsorshipFigureList } from './co-sponsorship-figures.resources.js';
import { CoSponsorshipFigures } from './co-sponsorship-figures.service.js';

@ApiTags('co-sponsors')
@Controller('api/v1/co-sponsorship-figures')
export class CoSponsorshipFiguresApiController {
  constructor(private readonly figures: CoSponsorshipFigures) {}

  @Get()
  @Requires('co-sponsors.answer')
  @ApiOperation({
    operationId: 'listCoSponsorshipFigures',
    summary: 'Your links to what you stand beside, and what came by them where you are given numbers',
  })
  @ApiOkResponse({ type: CoSponsorshipFigureList })
  own(@CurrentCaller() caller: Caller): Promise<CoSponsorshipFigureList> {
    return this.figures.own(caller);
  }
}

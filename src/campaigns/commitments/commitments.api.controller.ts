import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import {
  CommitmentAnswer,
  CommitmentChanges,
  CommitmentOutcome,
  CommitmentQuery,
  NewCommitment,
} from './commitments.forms.js';
import { CommitmentList, CommitmentResource, COMMITMENT_FILE } from './commitments.resources.js';
import { Commitments } from './commitments.service.js';

@ApiTags('commitments')
@Controller('api/v1')
export class CommitmentsApiController {
  constructor(private readonly commitments: Commitments) {}

  @Get('commitments')
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listCommitments',
    summary: 'What partners were asked for, soonest due first',
  })
  @ApiOkResponse({ type: CommitmentList })
  @AsFile(COMMITMENT_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: CommitmentQuery): Promise<CommitmentList> {
    return this.commitments.list(caller, query);
  }

  @Post('partners/:id/commitments')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'askPartner', summary: 'Asks a partner for something, mostly for a campaign' })
  @ApiCreatedResponse({ type: CommitmentResource })
  ask(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewCommitment,
  ): Promise<CommitmentResource> {
    return this.commitments.ask(caller, id, form);
  }

  @Patch('commitments/:id')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'changeCommitment', summary: 'Changes its words or its day' })
  @ApiOkResponse({ type: CommitmentResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CommitmentChanges,
  ): Promise<CommitmentResource> {
    return this.commitments.change(caller, id, form);
  }

  @Post('commitments/:id/answer')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'answerCommitment', summary: 'Says what the partner answered' })
  @ApiOkResponse({ type: CommitmentResource })
  answer(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CommitmentAnswer,
  ): Promise<CommitmentResource> {
    return this.commitments.answer(caller, id, form);
  }

  @Post('commitments/:id/own-answer')
  @HttpCode(200)
  @Requires('co-sponsors.answer')
  @ApiOperation({
    operationId: 'answerOwnCommitment',
    summary: 'Answers what your organization was asked for',
  })
  @ApiOkResponse({ type: CommitmentResource })
  answerOwn(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CommitmentAnswer,
  ): Promise<CommitmentResource> {
    return this.commitments.answerOwn(caller, id, form);
  }

  @Post('commitments/:id/own-completion')
  @HttpCode(200)
  @Requires('co-sponsors.answer')
  @ApiOperation({ operationId: 'completeOwnCommitment', summary: 'Says that your organization did it' })
  @ApiOkResponse({ type: CommitmentResource })
  completeOwn(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<CommitmentResource> {
    return this.commitments.completeOwn(caller, id);
  }

  @Post('commitments/:id/outcome')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'settleCommitment', summary: 'Says whether what was agreed was done' })
  @ApiOkResponse({ type: CommitmentResource })
  settle(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: CommitmentOutcome,
  ): Promise<CommitmentResource> {
    return this.commitments.settle(caller, id, form);
  }
}

import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { Answering } from './answering.service.js';
import { Closing } from './closing.service.js';
import {
  DecisionAnswer,
  DecisionAnswerOnWord,
  DecisionChanges,
  DecisionQuery,
  DecisionRuling,
  NewDecision,
} from './decisions.forms.js';
import { DecisionList, DecisionRecord, DECISION_FILE } from './decisions.resources.js';
import { Decisions } from './decisions.service.js';

@ApiTags('decisions')
@Controller('api/v1/decisions')
export class DecisionsApiController {
  constructor(
    private readonly decisions: Decisions,
    private readonly answering: Answering,
    private readonly closing: Closing,
  ) {}

  @Get()
  @Requires('partners.read')
  @ApiOperation({
    operationId: 'listDecisions',
    summary: 'Decisions of the chapters you work for, or that are put to your organization',
  })
  @ApiOkResponse({ type: DecisionList })
  @AsFile(DECISION_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: DecisionQuery): Promise<DecisionList> {
    return this.decisions.list(caller, query);
  }

  @Post()
  @Requires('partners.write')
  @ApiOperation({ operationId: 'putDecision', summary: 'Puts a proposal to partners; they are mailed' })
  @ApiCreatedResponse({ type: DecisionRecord })
  create(@CurrentCaller() caller: Caller, @Body() form: NewDecision): Promise<DecisionRecord> {
    return this.decisions.create(caller, form);
  }

  @Get(':id')
  @Requires('partners.read')
  @ApiOperation({ operationId: 'getDecision', summary: 'One decision, with its texts and answers' })
  @ApiOkResponse({ type: DecisionRecord })
  record(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<DecisionRecord> {
    return this.decisions.record(caller, id);
  }

  @Patch(':id')
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'changeDecision',
    summary: 'Changes what is sent; a text that was answered stays, and a new one is the next version',
  })
  @ApiOkResponse({ type: DecisionRecord })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: DecisionChanges,
  ): Promise<DecisionRecord> {
    return this.decisions.change(caller, id, form);
  }

  @Post(':id/answers')
  @Requires('decisions.answer')
  @ApiOperation({
    operationId: 'answerDecision',
    summary: 'Your own organization answers; the last one counts',
  })
  @ApiCreatedResponse({ type: DecisionRecord })
  answer(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: DecisionAnswer,
  ): Promise<DecisionRecord> {
    return this.answering.answer(caller, id, form);
  }

  @Post(':id/answers-on-word')
  @Requires('partners.write')
  @ApiOperation({ operationId: 'answerDecisionOnWord', summary: 'Writes down what a partner told you' })
  @ApiCreatedResponse({ type: DecisionRecord })
  answerOnWord(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: DecisionAnswerOnWord,
  ): Promise<DecisionRecord> {
    return this.answering.answerOnWord(caller, id, form);
  }

  @Post(':id/closing')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({ operationId: 'closeDecision', summary: 'Closes it before its deadline, and counts' })
  @ApiOkResponse({ type: DecisionRecord })
  close(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<DecisionRecord> {
    return this.closing.close(caller, id);
  }

  @Post(':id/ruling')
  @HttpCode(200)
  @Requires('partners.write')
  @ApiOperation({
    operationId: 'ruleDecision',
    summary: 'Writes down what the chair decided, once it is closed',
  })
  @ApiOkResponse({ type: DecisionRecord })
  rule(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: DecisionRuling,
  ): Promise<DecisionRecord> {
    return this.closing.rule(caller, id, form);
  }
}

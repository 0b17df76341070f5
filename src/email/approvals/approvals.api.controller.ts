import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { SendingForm } from '../mailings/mailings.forms.js';
import { DecisionForm } from './approvals.forms.js';
import { ApprovalResource } from './approvals.resources.js';
import { Asking } from './asking.service.js';

@ApiTags('mailings')
@Controller('api/v1/mailings/:id/approval')
export class ApprovalsApiController {
  constructor(private readonly asking: Asking) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'getMailingApproval',
    summary: 'Whether a second person has to approve it, beside what its sender sends to as a rule',
  })
  @ApiOkResponse({ type: ApprovalResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ApprovalResource> {
    return this.asking.find(caller, id);
  }

  @Post()
  @Requires('mailings.send')
  @ApiOperation({
    operationId: 'askMailingApproval',
    summary: 'Asks a second person to approve it, and to send it now or at a time',
  })
  @ApiCreatedResponse({ type: ApprovalResource })
  ask(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: SendingForm,
  ): Promise<ApprovalResource> {
    return this.asking.ask(caller, id, form);
  }

  @Delete()
  @HttpCode(200)
  @Requires('mailings.send')
  @ApiOperation({ operationId: 'withdrawMailingApproval', summary: 'Takes the question back' })
  @ApiOkResponse({ type: ApprovalResource })
  withdraw(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ApprovalResource> {
    return this.asking.withdraw(caller, id);
  }

  @Post('decision')
  @Requires('mailings.send')
  @ApiOperation({
    operationId: 'decideMailingApproval',
    summary: 'Approves or declines; never by whoever asked, and never by a program',
  })
  @ApiCreatedResponse({ type: ApprovalResource })
  decide(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: DecisionForm,
  ): Promise<ApprovalResource> {
    return this.asking.decide(caller, id, form);
  }
}

import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { NetworkRulesForm, SendingRulesForm } from './sending-rules.forms.js';
import { NetworkRulesResource, SendingRulesResource } from './sending-rules.resources.js';
import { SendingRulesService } from './sending-rules.service.js';

@ApiTags('mailings')
@Controller('api/v1')
export class SendingRulesApiController {
  constructor(private readonly rules: SendingRulesService) {}

  @Get('sending-rules/:id')
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'getSendingRules',
    summary: 'How an organization sends: undo window, approval',
  })
  @ApiOkResponse({ type: SendingRulesResource })
  find(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SendingRulesResource> {
    return this.rules.find(caller, id);
  }

  @Put('sending-rules/:id')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'setSendingRules', summary: 'Says how an organization sends' })
  @ApiOkResponse({ type: SendingRulesResource })
  put(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: SendingRulesForm,
  ): Promise<SendingRulesResource> {
    return this.rules.put(caller, id, form);
  }

  @Get('network/sending-rules')
  @Requires('network.settings')
  @ApiOperation({
    operationId: 'getNetworkSendingRules',
    summary: 'What holds for mail of the whole network',
  })
  @ApiOkResponse({ type: NetworkRulesResource })
  findOfNetwork(@CurrentCaller() caller: Caller): Promise<NetworkRulesResource> {
    return this.rules.findOfNetwork(caller);
  }

  @Put('network/sending-rules')
  @Requires('network.settings')
  @ApiOperation({
    operationId: 'setNetworkSendingRules',
    summary: 'Says what holds for mail of the whole network',
  })
  @ApiOkResponse({ type: NetworkRulesResource })
  putOfNetwork(
    @CurrentCaller() caller: Caller,
    @Body() form: NetworkRulesForm,
  ): Promise<NetworkRulesResource> {
    return this.rules.putOfNetwork(caller, form);
  }
}

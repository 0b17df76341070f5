import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { MailRelayForm, NewMailRelay } from './mail-relays.forms.js';
import { MailRelayList, MailRelayResource, RelayTryResource } from './mail-relays.resources.js';
import { MailRelays } from './mail-relays.service.js';
import { MailRouteForm, MailRouteList, MailRouteResource } from './mail-routes.forms.js';
import { MailRoutes } from './mail-routes.service.js';
import { RelayTrying } from './relay-trying.service.js';

@ApiTags('mail relays')
@Controller('api/v1')
@Requires('chapter.settings')
export class MailRelaysApiController {
  constructor(
    private readonly relays: MailRelays,
    private readonly trying: RelayTrying,
    private readonly routes: MailRoutes,
  ) {}

  @Get('mail-relays')
  @ApiOperation({
    operationId: 'listMailRelays',
    summary: 'Mail servers of your own, beside the installation’s',
  })
  @ApiOkResponse({ type: MailRelayList })
  async list(@CurrentCaller() caller: Caller): Promise<MailRelayList> {
    return { data: (await this.relays.list(caller)).map((each) => MailRelayResource.from(each)) };
  }

  @Post('mail-relays')
  @ApiOperation({ operationId: 'addMailRelay', summary: 'Adds a mail server; nothing goes by it yet' })
  @ApiCreatedResponse({ type: MailRelayResource })
  async add(@CurrentCaller() caller: Caller, @Body() form: NewMailRelay): Promise<MailRelayResource> {
    return MailRelayResource.from(await this.relays.add(caller, form.organization_id, form));
  }

  @Put('mail-relays/:id')
  @ApiOperation({
    operationId: 'changeMailRelay',
    summary: 'Changes a mail server; workers take it up at once',
  })
  @ApiOkResponse({ type: MailRelayResource })
  async change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: MailRelayForm,
  ): Promise<MailRelayResource> {
    return MailRelayResource.from(await this.relays.change(caller, id, form));
  }

  @Delete('mail-relays/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeMailRelay', summary: 'Removes a mail server that no mail goes by' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.relays.remove(caller, id);
  }

  @Post('mail-relays/:id/tests')
  @ApiOperation({ operationId: 'tryMailRelay', summary: 'Sends a mail by it to your own address' })
  @ApiCreatedResponse({ type: RelayTryResource })
  async try(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<RelayTryResource> {
    const { isAccepted, reply, sentTo } = await this.trying.try(caller, id);
    return { is_accepted: isAccepted, reply, sent_to: sentTo };
  }

  @Get('mail-routes')
  @ApiOperation({ operationId: 'listMailRoutes', summary: 'Whose mail goes by which mail server' })
  @ApiOkResponse({ type: MailRouteList })
  async listRoutes(@CurrentCaller() caller: Caller): Promise<MailRouteList> {
    return { data: (await this.routes.list(caller)).map((each) => MailRouteResource.from(each)) };
  }

  @Put('mail-routes/:id')
  @ApiOperation({
    operationId: 'setMailRoute',
    summary: 'Says by which mail server an organization’s mail goes, what waits included',
  })
  @ApiOkResponse({ type: MailRouteResource })
  async choose(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() { bulk, transactional }: MailRouteForm,
  ): Promise<MailRouteResource> {
    return MailRouteResource.from(await this.routes.choose(caller, id, { bulk, transactional }));
  }
}

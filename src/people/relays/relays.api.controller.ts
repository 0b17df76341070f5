import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { RelayContact } from './relay-contact.service.js';
import { NewRelay } from './relays.forms.js';
import { RelayAnswer } from './relays.resources.js';

@ApiTags('people')
@Requires('people.write')
@Controller('api/v1/people/:id/relay')
export class RelaysApiController {
  constructor(private readonly contact: RelayContact) {}

  @Get()
  @ApiOperation({
    operationId: 'getRelay',
    summary: 'The relay address of a sealed person, or what is missing',
  })
  @ApiOkResponse({ type: RelayAnswer })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<RelayAnswer> {
    return this.contact.read(caller, id);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'startRelay',
    summary: 'Puts a relay address in the place of their own, wherever that stands with them',
  })
  @ApiOkResponse({ type: RelayAnswer })
  start(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewRelay,
  ): Promise<RelayAnswer> {
    return this.contact.start(caller, id, form);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ operationId: 'endRelay', summary: 'Ends it at once and forgets the address behind it' })
  @ApiNoContentResponse()
  end(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.contact.end(caller, id);
  }
}

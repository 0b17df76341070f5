import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { PersonResource } from '../people.resources.js';
import { SafeContacts } from './safe-contacts.service.js';
import { NewReader, SafeContactForm } from './safety.forms.js';
import { ReaderList, SafeContactAnswer } from './safety.resources.js';
import { Sealing } from './sealing.service.js';

@ApiTags('people')
@Controller('api/v1/people/:id')
export class SafetyApiController {
  constructor(
    private readonly safeContacts: SafeContacts,
    private readonly sealing: Sealing,
  ) {}

  @Get('safe-contact')
  @Requires('people.write')
  @ApiOperation({ operationId: 'getSafeContact', summary: 'How it is safe to reach them; looking is logged' })
  @ApiOkResponse({ type: SafeContactAnswer })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<SafeContactAnswer> {
    return this.safeContacts.read(caller, id);
  }

  @Put('safe-contact')
  @Requires('people.write')
  @ApiOperation({ operationId: 'keepSafeContact', summary: 'Keeps what was agreed today' })
  @ApiOkResponse({ type: SafeContactAnswer })
  keep(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: SafeContactForm,
  ): Promise<SafeContactAnswer> {
    return this.safeContacts.keep(caller, id, form);
  }

  @Delete('safe-contact')
  @HttpCode(204)
  @Requires('people.write')
  @ApiOperation({ operationId: 'removeSafeContact', summary: 'Nothing special is agreed any more' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.safeContacts.remove(caller, id);
  }

  @Post('sealing')
  @HttpCode(200)
  @Requires('people.write')
  @ApiOperation({ operationId: 'sealPerson', summary: 'Only named readers see the record from now on' })
  @ApiOkResponse({ type: PersonResource })
  seal(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PersonResource> {
    return this.sealing.seal(caller, id);
  }

  @Delete('sealing')
  @Requires('people.write')
  @ApiOperation({ operationId: 'unsealPerson', summary: 'The whole organization sees it again' })
  @ApiOkResponse({ type: PersonResource })
  unseal(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<PersonResource> {
    return this.sealing.unseal(caller, id);
  }

  @Get('readers')
  @Requires('people.read')
  @ApiOperation({ operationId: 'listReaders', summary: 'Who may open the sealed record' })
  @ApiOkResponse({ type: ReaderList })
  async readers(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ReaderList> {
    return { data: await this.sealing.readers(caller, id) };
  }

  @Post('readers')
  @HttpCode(200)
  @Requires('people.write')
  @ApiOperation({ operationId: 'addReader', summary: 'Names one more who may open it' })
  @ApiOkResponse({ type: ReaderList })
  async addReader(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() { account_id }: NewReader,
  ): Promise<ReaderList> {
    return { data: await this.sealing.addReader(caller, id, account_id) };
  }

  @Delete('readers/:accountId')
  @HttpCode(204)
  @Requires('people.write')
  @ApiOperation({ operationId: 'removeReader', summary: 'They no longer may' })
  @ApiNoContentResponse()
  removeReader(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('accountId', IdPipe) accountId: string,
  ): Promise<void> {
    return this.sealing.removeReader(caller, id, accountId);
  }
}

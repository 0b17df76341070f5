import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { PageQuery } from '../../platform/paging/paging.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { NewTie } from './ties.forms.js';
import { TieList, TieResource } from './ties.resources.js';
import { Ties } from './ties.service.js';

@ApiTags('officials')
@Controller('api/v1')
export class TiesApiController {
  constructor(private readonly ties: Ties) {}

  @Get('people/:id/official-ties')
  @Requires('people.read')
  @ApiOperation({ operationId: 'listTiesOfPerson', summary: 'Which officials they know, and how well' })
  @ApiOkResponse({ type: TieList })
  ofPerson(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<TieList> {
    return this.ties.ofPerson(caller, id);
  }

  @Post('people/:id/official-ties')
  @Requires('people.write')
  @ApiOperation({ operationId: 'writeTie', summary: 'Notes that they know an official, or says it anew' })
  @ApiCreatedResponse({ type: TieList })
  write(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: NewTie,
  ): Promise<TieList> {
    return this.ties.write(caller, id, form);
  }

  @Get('officials/:id/ties')
  @Requires('people.read')
  @ApiOperation({ operationId: 'listTiesOfOfficial', summary: 'Who of your people knows an official' })
  @ApiOkResponse({ type: TieList })
  ofOfficial(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<TieList> {
    return this.ties.ofOfficial(caller, id, query);
  }

  @Post('official-ties/:id/verification')
  @HttpCode(200)
  @Requires('people.write')
  @ApiOperation({ operationId: 'verifyTie', summary: 'It is still so, today' })
  @ApiOkResponse({ type: TieResource })
  verify(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<TieResource> {
    return this.ties.verify(caller, id);
  }

  @Delete('official-ties/:id')
  @HttpCode(204)
  @Requires('people.write')
  @ApiOperation({ operationId: 'removeTie', summary: 'Takes it away' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.ties.remove(caller, id);
  }
}

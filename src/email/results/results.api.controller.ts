import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { MailingPicture, MailingResults, MailingVersionList } from './results.resources.js';
import { Results } from './results.service.js';

/** What a mailing brought. */
@ApiTags('mailings')
@Controller('api/v1/mailings/:id')
export class ResultsApiController {
  constructor(private readonly outcome: Results) {}

  @Get('results')
  @Requires('mailings.read')
  @ApiOperation({
    operationId: 'getMailingResults',
    summary: 'Actions that followed, and figures by hour and by domain',
  })
  @ApiOkResponse({ type: MailingResults })
  results(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingResults> {
    return this.outcome.results(caller, id);
  }

  @Get('versions')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'listMailingVersions', summary: 'The texts that were sent, newest first' })
  @ApiOkResponse({ type: MailingVersionList })
  versions(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<MailingVersionList> {
    return this.outcome.versions(caller, id);
  }

  @Get('versions/:version')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getMailingPicture', summary: 'One of them, with who followed each link' })
  @ApiOkResponse({ type: MailingPicture })
  picture(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Param('version') version: string,
  ): Promise<MailingPicture> {
    return this.outcome.picture(caller, id, version);
  }
}

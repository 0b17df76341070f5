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
import { AsFile } from '../audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { ApiKeyForm } from './api-keys.forms.js';
import { ApiKeyPage, NewApiKeyResource, API_KEY_FILE } from './api-keys.resources.js';
import { ApiKeys } from './api-keys.service.js';

@ApiTags('staff')
@Controller('api/v1/api-keys')
@Requires('staff.manage')
export class ApiKeysApiController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @ApiOperation({ operationId: 'listApiKeys', summary: 'Keys of the caller’s organizations, newest first' })
  @ApiOkResponse({ type: ApiKeyPage })
  @AsFile(API_KEY_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<ApiKeyPage> {
    return this.keys.list(caller, query);
  }

  @Post()
  @ApiOperation({ operationId: 'createApiKey', summary: 'Makes a key and shows it, once' })
  @ApiCreatedResponse({ type: NewApiKeyResource })
  create(@CurrentCaller() caller: Caller, @Body() form: ApiKeyForm): Promise<NewApiKeyResource> {
    return this.keys.create(caller, form);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'revokeApiKey', summary: 'Ends a key at once' })
  @ApiNoContentResponse()
  revoke(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.keys.revoke(caller, id);
  }
}

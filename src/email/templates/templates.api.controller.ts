import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import {
  NewTemplate,
  TEMPLATE_FILE,
  TemplateChanges,
  TemplateList,
  TemplateResource,
} from './templates.forms.js';
import { Templates } from './templates.service.js';

@ApiTags('mailings')
@Controller('api/v1/templates')
export class TemplatesApiController {
  constructor(private readonly templates: Templates) {}

  @Get()
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'listTemplates', summary: 'Texts that mailings begin with, by name' })
  @ApiOkResponse({ type: TemplateList })
  @AsFile(TEMPLATE_FILE)
  list(@CurrentCaller() caller: Caller): Promise<TemplateList> {
    return this.templates.list(caller);
  }

  @Post()
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'createTemplate', summary: 'Adds a template' })
  @ApiCreatedResponse({ type: TemplateResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewTemplate): Promise<TemplateResource> {
    return this.templates.create(caller, form);
  }

  @Get(':id')
  @Requires('mailings.read')
  @ApiOperation({ operationId: 'getTemplate', summary: 'One template' })
  @ApiOkResponse({ type: TemplateResource })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<TemplateResource> {
    return this.templates.read(caller, id);
  }

  @Patch(':id')
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'changeTemplate', summary: 'Changes what is sent' })
  @ApiOkResponse({ type: TemplateResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TemplateChanges,
  ): Promise<TemplateResource> {
    return this.templates.change(caller, id, form);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('mailings.write')
  @ApiOperation({ operationId: 'deleteTemplate', summary: 'Deletes it; mailings keep their text' })
  @ApiNoContentResponse()
  remove(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<void> {
    return this.templates.remove(caller, id);
  }
}

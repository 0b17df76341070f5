import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../../staff/audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../../staff/caller.access.js';
import { FieldChanges, FieldsQuery, NewField, ValuesForm } from './fields.forms.js';
import { FieldList, FieldResource, ValueList, FIELD_FILE } from './fields.resources.js';
import { Fields } from './fields.service.js';
import { SealedValues } from './sealed-values.service.js';
import { Values } from './values.service.js';
import { WarnsOfStatus } from '../safety/status-warnings.access.js';

@ApiTags('people')
@Controller('api/v1')
export class FieldsApiController {
  constructor(
    private readonly fields: Fields,
    private readonly values: Values,
    private readonly sealed: SealedValues,
  ) {}

  @Get('person-fields')
  @Requires('people.read')
  @ApiOperation({
    operationId: 'listFields',
    summary: 'The fields that organizations define for their people',
  })
  @ApiOkResponse({ type: FieldList })
  @AsFile(FIELD_FILE)
  async list(@CurrentCaller() caller: Caller, @Query() query: FieldsQuery): Promise<FieldList> {
    return { data: await this.fields.list(caller, query.owner_id ?? null) };
  }

  @WarnsOfStatus('label', 'options')
  @Post('person-fields')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'createField', summary: 'Defines a field' })
  @ApiCreatedResponse({ type: FieldResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewField): Promise<FieldResource> {
    return this.fields.create(caller, form);
  }

  @WarnsOfStatus('label', 'options')
  @Patch('person-fields/:id')
  @Requires('chapter.settings')
  @ApiOperation({ operationId: 'changeField', summary: 'Changes what is given; its type stays' })
  @ApiOkResponse({ type: FieldResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: FieldChanges,
  ): Promise<FieldResource> {
    return this.fields.change(caller, id, form);
  }

  @Get('people/:id/values')
  @Requires('people.read')
  @ApiOperation({ operationId: 'getValues', summary: 'What these fields say of a person' })
  @ApiOkResponse({ type: ValueList })
  read(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ValueList> {
    return this.values.read(caller, id);
  }

  @Get('people/:id/sealed-values')
  @Requires('people.restricted')
  @ApiOperation({
    operationId: 'getSealedValues',
    summary: 'What sealed fields say of a person; looking is logged',
  })
  @ApiOkResponse({ type: ValueList })
  readSealed(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<ValueList> {
    return this.sealed.read(caller, id);
  }

  @Put('people/:id/values')
  @Requires('people.write')
  @ApiOperation({ operationId: 'setValues', summary: 'Writes values; what they were stays in the timeline' })
  @ApiOkResponse({ type: ValueList })
  write(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: ValuesForm,
  ): Promise<ValueList> {
    return this.values.write(caller, id, form);
  }
}

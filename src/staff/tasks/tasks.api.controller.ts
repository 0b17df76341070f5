import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdPipe } from '../../platform/database/id.pipe.js';
import { AsFile } from '../audit/list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { AssigneeQuery, NewTask, TaskChanges, TaskClosing, TaskQuery } from './tasks.forms.js';
import { AssigneeList, TaskList, TaskResource, TASK_FILE } from './tasks.resources.js';
import { Tasks } from './tasks.service.js';

@ApiTags('tasks')
@Controller('api/v1/tasks')
export class TasksApiController {
  constructor(private readonly tasks: Tasks) {}

  @Get()
  @Requires('tasks.read')
  @ApiOperation({ operationId: 'listTasks', summary: 'What is to be done, soonest due first; or what was' })
  @ApiOkResponse({ type: TaskList })
  @AsFile(TASK_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: TaskQuery): Promise<TaskList> {
    return this.tasks.list(caller, query);
  }

  @Get('assignees')
  @Requires('tasks.write')
  @ApiOperation({ operationId: 'listAssignees', summary: 'Who can be given a task of an organization' })
  @ApiOkResponse({ type: AssigneeList })
  assignees(@CurrentCaller() caller: Caller, @Query() query: AssigneeQuery): Promise<AssigneeList> {
    return this.tasks.assignees(caller, query);
  }

  @Post()
  @Requires('tasks.write')
  @ApiOperation({ operationId: 'createTask', summary: 'Opens a task' })
  @ApiCreatedResponse({ type: TaskResource })
  create(@CurrentCaller() caller: Caller, @Body() form: NewTask): Promise<TaskResource> {
    return this.tasks.create(caller, form);
  }

  @Patch(':id')
  @Requires('tasks.write')
  @ApiOperation({ operationId: 'changeTask', summary: 'Changes its words, its day or who has it' })
  @ApiOkResponse({ type: TaskResource })
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TaskChanges,
  ): Promise<TaskResource> {
    return this.tasks.change(caller, id, form);
  }

  @Post(':id/closure')
  @HttpCode(200)
  @Requires('tasks.write')
  @ApiOperation({ operationId: 'closeTask', summary: 'Says that it is done, or that it will not be' })
  @ApiOkResponse({ type: TaskResource })
  close(
    @CurrentCaller() caller: Caller,
    @Param('id', IdPipe) id: string,
    @Body() form: TaskClosing,
  ): Promise<TaskResource> {
    return this.tasks.close(caller, id, form);
  }

  @Delete(':id/closure')
  @Requires('tasks.write')
  @ApiOperation({ operationId: 'reopenTask', summary: 'Opens it again' })
  @ApiOkResponse({ type: TaskResource })
  reopen(@CurrentCaller() caller: Caller, @Param('id', IdPipe) id: string): Promise<TaskResource> {
    return this.tasks.reopen(caller, id);
  }
}

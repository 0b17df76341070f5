import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { QueueResource } from './queue.resources.js';
import { Queue } from './queue.service.js';

@ApiTags('jobs')
@Controller('api/v1/jobs')
@Requires('jobs.manage')
export class QueueApiController {
  constructor(private readonly queue: Queue) {}

  @Get()
  @ApiOperation({ operationId: 'getJobs', summary: 'Background work by lane, and what died' })
  @ApiOkResponse({ type: QueueResource })
  look(): Promise<QueueResource> {
    return this.queue.look();
  }

  @Post(':id/retry')
  @HttpCode(200)
  @ApiOperation({ operationId: 'retryJob', summary: 'Gives a dead job all its attempts again' })
  @ApiOkResponse({ type: QueueResource })
  retry(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<QueueResource> {
    return this.queue.retry(caller, id);
  }

  @Delete(':id')
  @HttpCode(200)
  @ApiOperation({ operationId: 'discardJob', summary: 'Removes a dead job that nobody needs any more' })
  @ApiOkResponse({ type: QueueResource })
  discard(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<QueueResource> {
    return this.queue.discard(caller, id);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AsFile } from './list-file.access.js';
import { Caller, CurrentCaller, Requires } from '../caller.access.js';
import { AuditQuery } from './audit-log.forms.js';
import { AuditPage, AUDIT_FILE } from './audit-log.resources.js';
import { AuditLog } from './audit-log.service.js';

@ApiTags('staff')
@Controller('api/v1/audit-entries')
@Requires('audit.read')
export class AuditLogApiController {
  constructor(private readonly log: AuditLog) {}

  @Get()
  @ApiOperation({ operationId: 'listAuditEntries', summary: 'Who did what, newest first' })
  @ApiOkResponse({ type: AuditPage })
  @AsFile(AUDIT_FILE)
  list(@CurrentCaller() caller: Caller, @Query() query: AuditQuery): Promise<AuditPage> {
    return this.log.list(caller, query);
  }
}

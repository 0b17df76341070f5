import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { NetworkModule } from '../network/network.module.js';
import { AccessGuard } from './access.guard.js';
import { Audit } from './audit.service.js';
import { Callers } from './callers.service.js';
import { Sessions } from './sessions.service.js';

@Module({
  imports: [NetworkModule],
  providers: [Audit, Callers, Sessions, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [Audit, Sessions],
})
export class StaffModule {}

import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Config } from '../config/config.js';
import { JobHandlers } from './job-handlers.js';
import { JobRunner } from './job-runner.js';
import { JobSchedules } from './job-schedules.js';
import { JobSettings } from './job-settings.js';
import { Jobs } from './jobs.service.js';

/** Adding jobs, and looking at dead ones: in every process. */
@Global()
@Module({
  providers: [
    { provide: JobSettings, useFactory: (config: Config) => JobSettings.from(config), inject: [Config] },
    Jobs,
  ],
  exports: [Jobs, JobSettings],
})
export class JobsModule {}

/** Doing jobs: only in the worker. */
@Module({
  imports: [DiscoveryModule],
  providers: [JobHandlers, JobSchedules, JobRunner],
  exports: [JobRunner],
})
export class JobRunnerModule {}

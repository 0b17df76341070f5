import { type DynamicModule, Module } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { type Config } from './platform/config/config.js';
import { JobRunnerModule } from './platform/jobs/jobs.module.js';

/** The whole product and the job runner, working as the owner of the tables. */
@Module({})
export class WorkerModule {
  static forRoot(config: Config): DynamicModule {
    return { module: WorkerModule, imports: [AppModule.forRoot(config, 'owner'), JobRunnerModule] };
  }
}

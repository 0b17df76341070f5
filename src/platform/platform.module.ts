import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from './clock/clock.js';
import { Config } from './config/config.js';
import { Database } from './database/database.service.js';
import { ImpatientClient } from './database/impatient-client.js';
import { WatchfulClient } from './database/watchful-client.js';
import { Files } from './files/files.service.js';
import { FilesWorker } from './files/files.worker.js';
import { Pictures } from './files/pictures.service.js';
import { HealthController } from './http/health.controller.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { MailboxModule } from './mailbox/mailbox.module.js';
import { ApiDescription } from './http/openapi.js';
import { Metrics } from './http/metrics.js';
import { Tokens } from './tokens/tokens.service.js';

/**
 * The role the process works as. The web's is bound by row-level security; a worker is the owner of the tables,
 * which is not, because its work spans organizations.
 */
export type DatabaseRole = 'accord_web' | 'owner';

const SERVICES = [ApiDescription, Clock, Database, Files, Metrics, Pictures, Tokens];

@Global()
@Module({})
export class PlatformModule {
  static forRoot(config: Config, role: DatabaseRole): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        JobsModule,
        MailModule,
        MailboxModule,
        TypeOrmModule.forRoot({
          type: 'postgres',
          url: config.DATABASE_URL,
          autoLoadEntities: true,
          synchronize: false,
          migrationsRun: false,
          poolSize: 12,
          applicationName: role === 'accord_web' ? 'accord web' : 'accord worker',
          connectTimeoutMS: 5_000,
          retryAttempts: 20,
          retryDelay: 1_500,
          extra: {
            // A frozen server must not freeze us (faults.md F15): the server's limit first, the driver's after it. That it
            // answers at all, `Database` finds out much sooner; people who wait also hear when it falls silent meanwhile.
            Client: role === 'accord_web' ? WatchfulClient : ImpatientClient,
            statement_timeout: 20_000,
            query_timeout: 25_000,
            idle_in_transaction_session_timeout: 60_000,
            connectionTimeoutMillis: 5_000,
            keepAlive: true,
            // PostgreSQL compiles what it believes to be long, and it believes so of any statement with policies, which then
            // takes seconds where it took milliseconds.
            options: role === 'accord_web' ? '-c jit=off -c role=accord_web' : '-c jit=off',
          },
        }),
      ],
      controllers: [HealthController],
      providers: [{ provide: Config, useValue: config }, FilesWorker, ...SERVICES],
      exports: [Config, ...SERVICES],
    };
  }
}

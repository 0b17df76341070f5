import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from './app.module.js';
import { addOutreachCommands } from './outreach/outreach.commands.js';
import { addGeographyCommands } from './geography/geography.commands.js';
import { addKeyCommands } from './home/keys/keys.commands.js';
import { addErasureCommands } from './home/erasure/erase-list.commands.js';
import { addLeavingCommands } from './home/leaving/leaving.commands.js';
import { addSampleCommands } from './home/sample/sample.commands.js';
import { addVerifyCommand } from './home/verify.commands.js';
import { type AddCommands, type InProduct } from './platform/commands/commands.js';
import { Config } from './platform/config/config.js';
import { migrate } from './platform/database/migrate.js';
import { waitForDatabase } from './platform/database/wait-for-database.js';
import { Refusal } from './platform/http/errors.js';
import { JsonLogger } from './platform/http/json-logger.js';
import { checkKeys, WrongKey } from './platform/tokens/check-keys.js';
import { addNetworkCommands } from './network/network.commands.js';
import { addImportCommands } from './people/import/import.commands.js';
import { addEmailCommands } from './email/email.commands.js';
import { addSuppressionCommands } from './email/suppressions/suppressions.commands.js';
import { addStaffCommands } from './staff/staff.commands.js';
import { withDatabaseOfThisFolder } from './start/operator-database.js';

/** The commands of every feature, in the order of the row. One line each. */
const COMMANDS: AddCommands[] = [
  addNetworkCommands,
  addStaffCommands,
  addGeographyCommands,
  addImportCommands,
  addEmailCommands,
  addSuppressionCommands,
  addOutreachCommands,
  addKeyCommands,
  addErasureCommands,
  addLeavingCommands,
  addSampleCommands,
  addVerifyCommand,
];

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const inProduct: InProduct = (work) =>
  withDatabaseOfThisFolder(process.env, async (environment) => {
    const config = Config.from({ LOG_LEVEL: 'warn', ...environment });
    await checkKeys(config);
    const app = await NestFactory.createApplicationContext(AppModule.forRoot(config, 'owner'), {
      logger: new JsonLogger(config.LOG_LEVEL),
      abortOnError: false,
    });
    try {
      await work(app);
    } finally {
      await app.close();
    }
  });

const program = new Command('accord').description("The operator's tool of Accord").showHelpAfterError();

program
  .command('migrate')
  .description('bring the database up to this version')
  .action(() =>
    withDatabaseOfThisFolder(process.env, async ({ DATABASE_URL }) => {
      await waitForDatabase(DATABASE_URL!, { say });
      const { applied } = await migrate(DATABASE_URL!);
      say(applied.length === 0 ? 'Nothing to do.' : `Applied: ${applied.join(', ')}`);
    }),
  );

for (const add of COMMANDS) add(program, inProduct);

try {
  await program.parseAsync();
} catch (error) {
  // A file that is not there is the operator's matter, and a stack of ours does not help them.
  const isAboutFile = ['ENOENT', 'EISDIR', 'ENOTDIR', 'EACCES'].includes(
    (error as { code?: string }).code ?? '',
  );
  say(
    error instanceof Refusal || error instanceof WrongKey || (error instanceof Error && isAboutFile)
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  );
  process.exitCode = 1;
}

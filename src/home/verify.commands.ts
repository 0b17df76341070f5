import { type AddCommands } from '../platform/commands/commands.js';
import { Verification } from './verification.service.js';

/** `verify`: one line for each thing that is off, and exit code 1 where there is any. */
export const addVerifyCommand: AddCommands = (program, inProduct) => {
  program
    .command('verify')
    .description('check counts, consent, frozen texts and the audit chain; exit 1 where something is off')
    .action(() =>
      inProduct(async (product) => {
        const { findings, auditEntries } = await product.get(Verification).run();
        for (const { subject, problem } of findings) process.stdout.write(`${subject}: ${problem}\n`);
        if (findings.length > 0) process.exitCode = 1;
        else process.stderr.write(`All is well. The audit log has ${auditEntries} entries.\n`);
      }),
    );
};

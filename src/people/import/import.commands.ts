import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type AddCommands, group } from '../../platform/commands/commands.js';
import { Invalid, NotFound, Refusal } from '../../platform/http/errors.js';
import { columnsFromJson } from './mapping-file.js';
import { OperatorImport } from './operator-import.service.js';

interface Options {
  chapter: string;
  mapping?: string;
  consent: string;
}

/** `import people`: prints its report as one line of JSON. */
export const addImportCommands: AddCommands = (program, inProduct) => {
  group(program, 'import', 'load data from files')
    .command('people <file>')
    .description('people from a CSV or .xlsx file; run again, it changes what changed')
    .requiredOption('--chapter <slug>', 'the chapter that will know them')
    .option(
      '--mapping <file.json>',
      'what its columns are, by heading: { "Mail": "email", "Skip me": "ignore" }',
    )
    .option('--consent <source>', 'where and how they agreed to emails, or none', 'none')
    .action((file: string, { chapter, mapping, consent }: Options) =>
      inProduct(async (product) => {
        const report = await product.get(OperatorImport).run(path.resolve(file), {
          chapter,
          name: path.basename(file),
          mapping: mapping ? columnsFromJson(readFileSync(mapping, 'utf8')) : {},
          consent: consent === 'none' ? null : consent,
        });
        process.stdout.write(`${JSON.stringify(report)}\n`);
        if (report.refusal) process.exitCode = 1;
      }).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        if (error instanceof NotFound) throw new NotFound(`There is no chapter “${chapter}” here.`);
        // The sentence about the file says more than that something needs another look.
        throw new Invalid(error.fields, error.fields[0]?.message ?? error.message);
      }),
    );
};

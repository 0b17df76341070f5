import { readFile, writeFile } from 'node:fs/promises';
import { type AddCommands, group } from '../../platform/commands/commands.js';
import { type Standing, SuppressionFile } from './suppression-file.service.js';

/** `suppressions list FILE` and `suppressions apply FILE`: who left stays away when a backup comes back. */
export const addSuppressionCommands: AddCommands = (program, inProduct) => {
  const suppressions = group(program, 'suppressions', 'who is not mailed, for backups that come back');
  suppressions
    .command('list')
    .description(
      'write the suppression list to a file, one a line (JSON Lines); keep it as safely as a backup',
    )
    .argument('<file>', 'replaced where it is there')
    .action((file: string) =>
      inProduct(async (product) => {
        const found = await product.get(SuppressionFile).list();
        await writeFile(file, found.map((each) => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600 });
        process.stderr.write(`${found.length} suppressions are in ${file}.\n`);
      }),
    );
  suppressions
    .command('apply')
    .description('after a restore: suppress again whoever the list names')
    .argument('<file>', 'as `suppressions list` wrote it, newer than the backup')
    .action((file: string) =>
      inProduct(async (product) => {
        const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
        const added = await product
          .get(SuppressionFile)
          .apply(lines.map((line) => JSON.parse(line) as Standing));
        process.stdout.write(`${added} addresses would have been mailed again, and are not.\n`);
      }),
    );
};

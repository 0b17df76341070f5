import { readFile, writeFile } from 'node:fs/promises';
import { type AddCommands, group } from '../../platform/commands/commands.js';
import { type Erasure, EraseList } from './erase-list.service.js';

/** `erasures list FILE` and `erasures apply FILE`: what was erased stays so when a backup comes back. */
export const addErasureCommands: AddCommands = (program, inProduct) => {
  const erasures = group(program, 'erasures', 'who was erased, for backups that come back');
  erasures
    .command('list')
    .description('write the list of erasures to a file, one a line (JSON Lines); keep it beside the backups')
    .argument('<file>', 'replaced where it is there')
    .action((file: string) =>
      inProduct(async (product) => {
        const found = await product.get(EraseList).list();
        await writeFile(file, found.map((each) => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600 });
        process.stderr.write(`${found.length} erasures are in ${file}.\n`);
      }),
    );
  erasures
    .command('apply')
    .description('after a restore: erase again whoever the list names')
    .argument('<file>', 'as `erasures list` wrote it, newer than the backup')
    .action((file: string) =>
      inProduct(async (product) => {
        const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean);
        const list = lines.map((line) => JSON.parse(line) as Erasure);
        const { erased, alike } = await product.get(EraseList).apply(list);
        process.stdout.write(`${erased} people were back and are erased again.\n`);
        if (alike.length > 0)
          process.stdout.write(
            `${alike.length} more records have an address of somebody erased. Look at each:\n${alike.join('\n')}\n`,
          );
      }),
    );
};

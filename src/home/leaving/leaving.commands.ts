import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { type AddCommands } from '../../platform/commands/commands.js';
import { LeavingExport } from './leaving-export.service.js';

/** `export ORGANIZATION FILE`: everything that an organization owns, as JSON Lines. */
export const addLeavingCommands: AddCommands = (program, inProduct) => {
  program
    .command('export')
    .description('write everything that an organization owns to a file, one row a line (JSON Lines)')
    .argument('<organization>', 'its slug, as in the address of its page')
    .argument('<file>', 'a new file; it holds personal data, readable by its owner alone')
    .action((organization: string, file: string) =>
      inProduct(async (product) => {
        const out = createWriteStream(file, { mode: 0o600, flags: 'wx' });
        await once(out, 'open');
        const count = await product.get(LeavingExport).write(organization, async (line) => {
          if (!out.write(line)) await once(out, 'drain');
        });
        out.end();
        await once(out, 'finish');
        process.stderr.write(`${count} rows are in ${file}.\n`);
      }),
    );
};

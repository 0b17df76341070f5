import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type AddCommands, group } from '../platform/commands/commands.js';
import { Inlet } from './inbound/inlet.service.js';
import { mailsIn } from './inbound/mbox.js';

/** `mail receive`: what a mail server hands over, one mail on standard input, or files and folders of them. */
export const addEmailCommands: AddCommands = (program, inProduct) => {
  group(program, 'mail', 'mail that comes back')
    .command('receive [paths...]')
    .description('take bounces, complaints and mails that ask to leave, from standard input or from files')
    .option('--to <address>', 'to whom it came, where the mail server knows it: its envelope recipient')
    .action((paths: string[], { to }: { to?: string }) =>
      inProduct(async (product) => {
        const inlet = product.get(Inlet);
        const recipients = to ? [to.trim().toLowerCase()] : [];
        const sources = paths.length > 0 ? paths.flatMap(filesIn) : [null];
        let [taken, known] = [0, 0];
        for (const source of sources) {
          const content = source === null ? await buffer(process.stdin) : readFileSync(source);
          for (const mail of mailsIn(content))
            if ((await inlet.takeMail('file', mail, recipients)).isNew) taken += 1;
            else known += 1;
        }
        process.stdout.write(`${JSON.stringify({ taken, known })}\n`);
      }),
    );
};

/** A file, or the files of a folder and of a Maildir's `new` and `cur`; others' folders inside are left alone. */
function filesIn(given: string): string[] {
  if (!statSync(given).isDirectory()) return [given];
  return readdirSync(given, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const found = path.join(given, entry.name);
      if (entry.isFile() && !entry.name.startsWith('.')) return [found];
      return entry.isDirectory() && ['new', 'cur'].includes(entry.name) ? filesIn(found) : [];
    });
}
